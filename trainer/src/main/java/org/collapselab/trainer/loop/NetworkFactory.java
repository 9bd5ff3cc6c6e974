package org.collapselab.trainer.loop;

import java.util.List;
import org.collapselab.models.LearningRate;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.models.Networks;
import org.collapselab.models.Optimizer;
import org.collapselab.models.Penalties;
import org.collapselab.models.TrainingSpec;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.ModelConfig;
import org.collapselab.trainer.config.OptimizerConfig;
import org.collapselab.trainer.config.RegularizationConfig;

/** Turns a configuration into a network for data of known size. */
public final class NetworkFactory {
  private final ExperimentConfig config;
  private final int inputs;
  private final int outputs;

  /**
   * @param inputs d of the data
   * @param outputs K, or 1 for regression
   */
  public NetworkFactory(ExperimentConfig config, int inputs, int outputs) {
    this.config = config;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** The architecture. */
  public MlpSpec model() {
    ModelConfig model = config.model();
    return new MlpSpec(
        inputs,
        model.hidden(),
        outputs,
        model.activation(),
        model.bias(),
        model.head().bias(),
        model.head().depth(),
        model.head().linearInput(),
        model.initGain());
  }

  /** The λ's. */
  public Penalties penalties() {
    RegularizationConfig r = config.regularization();
    return new Penalties(r.l2Backbone(), r.l2Head(), r.lambdaH(), r.decoupledWeightDecay());
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
        penalties(),
        new Optimizer(
            Optimizer.Kind.valueOf(optimizer.type().name()),
            optimizer.momentum(),
            learningRate(stepsPerEpoch)),
        config.model().precision(),
        trainingSamples,
        config.seed());
  }

  private LearningRate learningRate(long stepsPerEpoch) {
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
    return Networks.mlp(model(), training(trainingSamples, stepsPerEpoch));
  }
}
