package org.collapselab.trainer.config;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.models.DataPlace;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;

/** Rules between keys. A rule is not checked if one of its keys already has a problem. */
final class CrossChecks {
  private final ExperimentConfig config;
  private final Yaml.Mapping file;
  private final List<Problem> problems;
  private final Set<String> broken;

  CrossChecks(ExperimentConfig config, Yaml.Mapping file, List<Problem> problems) {
    this.config = config;
    this.file = file;
    this.problems = problems;
    this.broken = problems.stream().map(Problem::path).collect(Collectors.toSet());
  }

  void run() {
    data();
    architecture();
    images();
    head();
    regression();
    optimizer();
    warmup();
    measurement();
    bound();
    comparison();
    engine();
  }

  private void data() {
    DataConfig data = config.data();
    ForeignKeys.ofData(data.set())
        .forEach((key, reason) -> require(find(key) == null, reason, key, "data.set"));
    require(
        data.set() != DataConfig.Set.FILE || !data.path().isEmpty(),
        "required for set: file; expected a file or folder",
        "data.path",
        "data.set");
    if (data.set() == DataConfig.Set.GAUSSIAN_MIXTURE) {
      try {
        data.mixture().mixture();
      } catch (IllegalArgumentException e) {
        require(false, e.getMessage(), "data.mixture", "data.set");
      }
    }
    classes(data);
  }

  private void classes(DataConfig data) {
    String key = "data.classes";
    List<Integer> classes = data.classes();
    require(classes.size() != 1, "one class; expected at least two, or [] for all", key);
    require(
        classes.stream().distinct().count() == classes.size(),
        classes + " names a class twice",
        key);
    require(
        !data.isRegression() || classes.isEmpty(),
        data.set() + " has no classes; use []",
        key,
        "data.set");
    require(
        !data.isRegression() || data.imbalance().isEmpty(),
        data.set() + " has no classes; use null",
        "data.imbalance",
        "data.set");
    OptionalInt known = data.knownClasses();
    require(
        known.isEmpty() || classes.stream().allMatch(c -> c < known.getAsInt()),
        "%s must be classes of %s, 0 to %d".formatted(classes, data.set(), known.orElse(1) - 1),
        key,
        "data.set");
  }

  private void architecture() {
    ModelConfig model = config.model();
    ForeignKeys.ofModel(model.type())
        .forEach((key, reason) -> require(find(key) == null, reason, key, "model.type"));
    require(
        !model.type().isResidual() || model.activation() == Activation.RELU,
        "linear is only for mlp; %s has ReLU".formatted(Keys.ofConstant(model.type())),
        "model.activation",
        "model.type");
    require(
        !model.type().isResidual() || !config.data().isTable(),
        "%s takes images and %s is a table; use mlp"
            .formatted(Keys.ofConstant(model.type()), config.data().set()),
        "model.type",
        "data.set");
  }

  private void images() {
    DataConfig data = config.data();
    require(
        data.augment() == DataConfig.Augment.NONE || !data.isTable(),
        "only for images, and " + data.set() + " is a table; use none",
        "data.augment",
        "data.set");
    require(
        data.augment() != DataConfig.Augment.CROP_FLIP || !data.set().hasDigits(),
        "a mirrored digit is not that digit; use crop",
        "data.augment",
        "data.set");
    require(
        data.labelNoise() == 0 || !data.isRegression(),
        data.set() + " has no labels; use 0",
        "data.label_noise",
        "data.set");
  }

  private void head() {
    int depth = config.model().head().depth();
    int hidden = config.model().hidden().size();
    require(
        depth <= hidden || config.model().type().isResidual(),
        "%d is more than the %d entries of model.hidden; H_1 must be a hidden layer"
            .formatted(depth, hidden),
        "model.head.depth",
        "model.hidden");
    // The record does not distinguish a list of one from one number for the whole head.
    int lambdas =
        find("regularization.l2_head") instanceof Yaml.Sequence list ? list.items().size() : depth;
    require(
        lambdas == depth,
        "%d numbers for a head of depth %d; expected one number or a list of %d"
            .formatted(lambdas, depth, depth),
        "regularization.l2_head",
        "model.head.depth");
  }

  private void regression() {
    boolean regression = config.data().isRegression();
    require(
        !regression || config.loss() == Loss.MSE,
        "ce needs classes and " + config.data().set() + " has none; use mse",
        "loss",
        "data.set");
    require(
        !regression || config.data().samplesPerClass().isEmpty(),
        config.data().set() + " has no classes; use null",
        "data.samples_per_class",
        "data.set");
    require(
        !config.data().isTable() || config.data().scaling() != DataConfig.Scaling.UNIT,
        "unit is for images and " + config.data().set() + " is a table; use standardized",
        "data.scaling",
        "data.set");
  }

  private void optimizer() {
    OptimizerConfig optimizer = config.optimizer();
    require(
        optimizer.type() != OptimizerConfig.Type.SGD || optimizer.momentum() == 0,
        "sgd has no momentum; leave it out, or use heavy_ball or nesterov",
        "optimizer.momentum",
        "optimizer.type");
    List<Integer> milestones = optimizer.schedule().milestones();
    boolean step = optimizer.schedule().type() == OptimizerConfig.Schedule.Shape.STEP;
    String[] keys = {"optimizer.schedule.milestones", "optimizer.schedule.type"};
    require(
        step || milestones.isEmpty(),
        "only for a schedule of type step; use [] or that type",
        keys);
    require(!step || !milestones.isEmpty(), "a step schedule needs at least one milestone", keys);
    require(increasing(milestones), milestones + " must be strictly increasing", keys);
    int epochs = config.train().epochs();
    require(
        milestones.stream().allMatch(milestone -> milestone < epochs),
        "%s must lie below the %d epochs of train.epochs".formatted(milestones, epochs),
        "optimizer.schedule.milestones",
        "train.epochs");
  }

  private void warmup() {
    int free = config.regularization().freeEpochs();
    int rising = config.regularization().warmupEpochs();
    int epochs = config.train().epochs();
    require(
        free + rising == 0 || free + rising < epochs,
        "%d, and %d of regularization.free_epochs, must lie below the %d epochs of train.epochs"
            .formatted(rising, free, epochs),
        "regularization.warmup_epochs",
        "regularization.free_epochs",
        "train.epochs");
  }

  private void measurement() {
    MeasureConfig.Schedule schedule = config.measure().schedule();
    boolean log = schedule.type() == MeasureConfig.Schedule.Spacing.LOG;
    String[] keys = {"measure.schedule.every", "measure.schedule.type"};
    require(
        log || schedule.every().isPresent(),
        "a schedule of type %s needs a period".formatted(Keys.ofConstant(schedule.type())),
        keys);
    require(
        !log || schedule.every().isEmpty(),
        "only for schedules of type steps or epochs; a log schedule has count",
        keys);
    require(
        config.measure().batchGradients() == 0 || !config.model().type().isResidual(),
        "only for mlp: the gradient of a convolution at one sample has no rank of one; use 0",
        "measure.batch_gradients",
        "model.type");
  }

  private void bound() {
    config
        .train()
        .until()
        .flatMap(until -> MetricChecks.atFeatures(until.metric()))
        .ifPresent(message -> require(false, message, "train.until.metric"));
  }

  private void comparison() {
    CompareConfig compare = config.compare();
    String key = "compare.dufm_seeds";
    require(
        !compare.asksForDufm() || !config.data().isRegression(),
        "the DUFM is a model of classification, and %s is a regression; use 0"
            .formatted(config.data().set()),
        key,
        "data.set");
    RegularizationConfig penalties = config.regularization();
    require(
        !compare.asksForDufm()
            || penalties.decoupledWeightDecay() > 0
            || penalties.l2Head().stream().allMatch(lambda -> lambda > 0),
        "the DUFM needs λ_l > 0 in every layer of the head; raise regularization.l2_head, or use 0",
        key,
        "regularization.l2_head",
        "regularization.decoupled_weight_decay");
    require(
        compare.asksForDufm() || compare.dufmSteps().isEmpty(),
        "only with compare.dufm_seeds above 0; use null",
        "compare.dufm_steps",
        key);
  }

  private void engine() {
    EngineConfig engine = config.engine();
    require(
        engine.data() != DataPlace.RESIDENT || engine.name().keepsData(),
        "%s copies every batch; use auto, or libtorch".formatted(engine.name().key()),
        "engine.data",
        "engine.name");
  }

  private static boolean increasing(List<Integer> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i) <= values.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Reports the message at the first key. */
  private void require(boolean holds, String message, String... keys) {
    if (!holds && List.of(keys).stream().noneMatch(this::isBroken)) {
      Yaml written = find(keys[0]);
      problems.add(
          new Problem(written == null ? Origin.DEFAULT : written.origin(), keys[0], message));
    }
  }

  private Yaml find(String path) {
    return file.find(List.of(path.split("\\."))).orElse(null);
  }

  private boolean isBroken(String key) {
    return broken.stream()
        .anyMatch(
            path ->
                path.isEmpty()
                    || path.equals(key)
                    || path.startsWith(key + "[")
                    || key.startsWith(path + "."));
  }
}
