package org.collapselab.trainer.config;

import java.util.List;

/** The defaults that depend on the value of another key. */
final class DependentDefaults {
  /** Small enough to measure during training: full maps have up to 65,536 values per sample. */
  static final String RESIDUAL_TAPS = "[\"s*.add.pooled:post\", pool, \"fc*\"]";

  private static final String LINEAR = "linear";
  private static final String HOUSING_RATE = "0.0005";

  private DependentDefaults() {}

  /**
   * SGD has no momentum; some districts of California Housing lie a hundred standard deviations off
   * and need small steps; data of the user's own may be of any size, and a mixture has its own; a
   * linear perceptron has a linear head; a residual network is measured after each block, and in
   * its head.
   */
  static Yaml.Mapping fill(Yaml.Mapping file) {
    Yaml.Mapping filled =
        word(file, "optimizer", "type").equals("sgd")
            ? withDefault(file, "0", "optimizer", "momentum")
            : file;
    String set = word(file, "data", "set");
    if (set.equals(DataConfig.Set.CALIFORNIA_HOUSING.toString())) {
      filled = withDefault(filled, HOUSING_RATE, "optimizer", "learning_rate");
    }
    if (set.equals(DataConfig.Set.FILE.toString())) {
      filled = withDefault(filled, "standardized", "data", "scaling");
    }
    if (set.equals(DataConfig.Set.GAUSSIAN_MIXTURE.toString())) {
      filled = withDefault(filled, "raw", "data", "scaling");
    }
    if (word(file, "model", "activation").equals(LINEAR)) {
      filled = withDefault(filled, LINEAR, "model", "head", "activation");
    }
    return word(file, "model", "type").startsWith("resnet")
        ? withDefault(filled, RESIDUAL_TAPS, "measure", "taps")
        : filled;
  }

  private static String word(Yaml.Mapping file, String... path) {
    return file.find(List.of(path))
        .filter(node -> node instanceof Yaml.Scalar scalar && scalar.value() instanceof String)
        .map(node -> ((Yaml.Scalar) node).text())
        .orElse("");
  }

  private static Yaml.Mapping withDefault(Yaml.Mapping file, String value, String... path) {
    List<String> keys = List.of(path);
    return file.find(keys).isPresent()
        ? file
        : file.with(keys, YamlReader.readValue(value, Origin.DEFAULT));
  }
}
