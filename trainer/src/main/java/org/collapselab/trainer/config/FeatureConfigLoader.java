package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads and writes what is known of arrays of features. */
public final class FeatureConfigLoader {
  private static final ValueType.Section KEYS = Sections.section(FeatureConfig.class);

  private FeatureConfigLoader() {}

  /**
   * Loads a file.
   *
   * @param file empty if there is none
   * @param overrides settings {@code key=value} that replace those of the file
   * @throws ConfigException if the file cannot be read, or anything in it or in the overrides is
   *     wrong
   */
  public static FeatureConfig load(Optional<Path> file, List<String> overrides) {
    String source = file.map(Path::toString).orElse("settings");
    List<Problem> problems = new ArrayList<>();
    Optional<FeatureConfig> config =
        YamlReader.read(file.map(ConfigLoader::text).orElse(""), Origin::line, problems)
            .flatMap(root -> ConfigLoader.mapping(root, problems))
            .map(root -> new Overrides(KEYS, problems).apply(root, overrides))
            .flatMap(root -> new Binder(problems).bind(KEYS, root, ""))
            .map(FeatureConfig.class::cast);
    config.ifPresent(bound -> check(bound, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
    return config.orElseThrow();
  }

  private static void check(FeatureConfig config, List<Problem> problems) {
    int depth = Math.max(1, config.head().size());
    int lambdas = config.lambda().size();
    if (lambdas > 0 && lambdas != depth) {
      problems.add(
          new Problem(
              Origin.NOWHERE,
              "lambda",
              "%d numbers for a head of %d layers; expected one number or one for each"
                  .formatted(lambdas, depth)));
    }
  }

  /** Every key, as YAML that loads back to an equal configuration. */
  public static String toYaml(FeatureConfig config) {
    return ConfigWriter.section(KEYS, config, "");
  }
}
