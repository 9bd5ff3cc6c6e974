package org.collapselab.trainer.run;

import java.util.Collections;
import java.util.List;
import org.collapselab.datasets.Shape;
import org.collapselab.models.Architecture;
import org.collapselab.models.Engines;
import org.collapselab.models.LearningRate;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.Precision;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.TrainingSpec;
import org.collapselab.models.Warmup;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.ModelConfig;
import org.collapselab.trainer.config.OptimizerConfig;
import org.collapselab.trainer.config.RegularizationConfig;

/** Builds the network that a configuration describes, for data of known size. */
public final class NetworkFactory {
  private final ExperimentConfig config;
  private final Shape inputs;
  private final int outputs;
  private final Workers workers;

  /** For networks that run on the calling thread alone. */
  public NetworkFactory(ExperimentConfig config, Shape inputs, int outputs) {
    this(config, inputs, outputs, Workers.alone());
  }

  /**
   * @param inputs shape of a sample
   * @param outputs K, or 1 for regression
   * @param workers share the work of the networks
   */
  public NetworkFactory(ExperimentConfig config, Shape inputs, int outputs, Workers workers) {
    this.config = config;
    this.inputs = inputs;
    this.outputs = outputs;
    this.workers = workers;
  }

  /** The architecture. */
  public Architecture model() {
    return config.model().type().isResidual() ? residual() : perceptron();
  }

  private ResNetSpec residual() {
    ModelConfig model = config.model();
    ModelConfig.Head head = model.head();
    ResNetSpec stages =
        switch (model.type()) {
          case RESNET18 -> ResNetSpec.resNet18(outputs);
          case RESNET20, RESNET32, RESNET44, RESNET56 ->
              ResNetSpec.cifar(depth(model.type()), model.shortcut(), outputs);
          case MLP -> throw new IllegalArgumentException("an mlp has no stages");
        };
    return new ResNetSpec(
        inputs.channels(),
        inputs.height(),
        inputs.width(),
        stages.widths(),
        stages.blocksPerStage(),
        model.shortcut(),
        Collections.nCopies(head.depth() - 1, head.width()),
        head.activation(),
        outputs,
        head.bias(),
        model.initGain());
  }

  private static int depth(ModelConfig.Type type) {
    return Integer.parseInt(type.name().substring("RESNET".length()));
  }

  private MlpSpec perceptron() {
    ModelConfig model = config.model();
    return new MlpSpec(
        inputs.dim(),
        model.hidden(),
        outputs,
        model.activation(),
        model.head().activation(),
        model.bias(),
        model.head().bias(),
        model.head().depth(),
        model.head().linearInput(),
        model.initGain());
  }

  /** The λs and their warm-up. */
  public Penalties penalties(long stepsPerEpoch) {
    RegularizationConfig r = config.regularization();
    return new Penalties(
        r.l2Backbone(),
        r.l2Head(),
        r.lambdaH(),
        r.decoupledWeightDecay(),
        new Warmup(r.freeEpochs() * stepsPerEpoch, r.warmupEpochs() * stepsPerEpoch));
  }

  /**
   * Loss, penalties and optimiser.
   *
   * @param trainingSamples N
   */
  public TrainingSpec training(long trainingSamples, long stepsPerEpoch) {
    OptimizerConfig optimizer = config.optimizer();
    return new TrainingSpec(
        config.loss(),
        penalties(stepsPerEpoch),
        new Optimizer(
            Optimizer.Kind.valueOf(optimizer.type().name()),
            optimizer.momentum(),
            learningRate(stepsPerEpoch)),
        config.model().precision(),
        trainingSamples,
        config.seed());
  }

  private LearningRate learningRate(long stepsPerEpoch) {
    return new LearningRate.WarmedUp(schedule(stepsPerEpoch), config.optimizer().warmupSteps());
  }

  private LearningRate schedule(long stepsPerEpoch) {
    double rate = config.optimizer().learningRate();
    OptimizerConfig.Schedule schedule = config.optimizer().schedule();
    return switch (schedule.type()) {
      case CONSTANT -> new LearningRate.Constant(rate);
      case STEP -> new LearningRate.Step(rate, steps(schedule, stepsPerEpoch), schedule.gamma());
      case COSINE ->
          new LearningRate.Cosine(
              rate, config.train().epochs() * stepsPerEpoch, schedule.finalFactor());
    };
  }

  private static List<Long> steps(OptimizerConfig.Schedule schedule, long stepsPerEpoch) {
    return schedule.milestones().stream().map(epoch -> epoch * stepsPerEpoch).toList();
  }

  /** A freshly initialised network. */
  public Network create(long trainingSamples, long stepsPerEpoch) {
    return create(training(trainingSamples, stepsPerEpoch));
  }

  /** In FP64, with other penalties and a single step of plain SGD in mind. */
  Network probe(long trainingSamples, Penalties penalties, double rate) {
    return create(
        new TrainingSpec(
            config.loss(),
            penalties,
            new Optimizer(Optimizer.Kind.SGD, 0, new LearningRate.Constant(rate)),
            Precision.DOUBLE,
            trainingSamples,
            config.seed()));
  }

  private Network create(TrainingSpec training) {
    return Engines.of(config.engine().name()).network(model(), training, workers);
  }
}
