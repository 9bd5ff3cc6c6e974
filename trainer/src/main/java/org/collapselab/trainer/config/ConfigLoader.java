package org.collapselab.trainer.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.collapselab.datasets.FileProblem;
import org.collapselab.trainer.expect.RunExpectation;

/**
 * Loads experiment files. All problems of a file are reported at once, each with its line, its
 * value and what is allowed.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Loads a file.
   *
   * @param overrides settings {@code key.path=value} that replace those of the file: text as it is,
   *     lists and sections in YAML; if a key is given twice, the last one wins
   * @throws ConfigException if the file cannot be read or anything in it or in the overrides is
   *     wrong
   */
  public static ExperimentConfig load(Path file, List<String> overrides) {
    return load(file.toString(), text(file), overrides, UnaryOperator.identity());
  }

  /**
   * Loads the {@code config.yaml} of a run. Keys that did not exist when it was written have the
   * values that the run was computed with.
   */
  public static ExperimentConfig recorded(Path file, List<String> overrides) {
    return load(file.toString(), text(file), overrides, ConfigLoader::withFormerValues);
  }

  private static Yaml.Mapping withFormerValues(Yaml.Mapping root) {
    return withFormerValues(Sections.EXPERIMENT, root, List.of(), root);
  }

  private static Yaml.Mapping withFormerValues(
      ValueType.Section section, Yaml.Mapping values, List<String> path, Yaml.Mapping root) {
    Yaml.Mapping filled = root;
    for (ConfigKey setting : section.settings()) {
      List<String> key = Stream.concat(path.stream(), Stream.of(setting.key())).toList();
      Yaml given = values.entries().get(setting.key());
      if (given == null && setting.former().isPresent()) {
        filled = filled.with(key, setting.former().get());
      } else if (setting.type() instanceof ValueType.Section type) {
        Yaml.Mapping inner = given instanceof Yaml.Mapping m ? m : Yaml.Mapping.EMPTY;
        filled = withFormerValues(type, inner, key, filled);
      }
    }
    return filled;
  }

  /**
   * The text of a configuration file.
   *
   * @throws ConfigException if it cannot be read
   */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + FileProblem.reason(e));
    }
  }

  /** The override that sets a list of texts, whatever characters they hold. */
  public static String override(String key, List<String> texts) {
    return Overrides.list(key, texts);
  }

  /** Loads a YAML text as {@link #load(Path, List)} loads a file. */
  public static ExperimentConfig parse(String yaml, List<String> overrides) {
    return load("configuration", yaml, overrides, UnaryOperator.identity());
  }

  private static ExperimentConfig load(
      String source, String yaml, List<String> overrides, UnaryOperator<Yaml.Mapping> completion) {
    List<Problem> problems = new ArrayList<>();
    Optional<ExperimentConfig> config =
        YamlReader.read(yaml, Origin::line, problems)
            .flatMap(root -> FileKind.EXPERIMENT.required(root, problems))
            .flatMap(root -> mapping(root, problems))
            .map(completion)
            .map(root -> new Overrides(Sections.EXPERIMENT, problems).apply(root, overrides))
            .flatMap(root -> bind(root, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
    return config.orElseThrow();
  }

  /** The root of a file, an empty one included; reports any other kind of value. */
  static Optional<Yaml.Mapping> mapping(Yaml root, List<Problem> problems) {
    if (root instanceof Yaml.Mapping mapping) {
      return Optional.of(mapping);
    }
    boolean isEmpty = root instanceof Yaml.Scalar scalar && scalar.value() == null;
    if (isEmpty) {
      return Optional.of(new Yaml.Mapping(Map.of(), root.origin()));
    }
    problems.add(
        new Problem(root.origin(), "", root.shown() + " does not fit; expected key: value lines"));
    return Optional.empty();
  }

  /** The experiment in a parsed file; reports what is wrong with it. */
  static Optional<ExperimentConfig> bind(Yaml.Mapping written, List<Problem> problems) {
    Yaml.Mapping file = DependentDefaults.fill(written);
    Optional<ExperimentConfig> config =
        new Binder(problems).bind(Sections.EXPERIMENT, file, "").map(ExperimentConfig.class::cast);
    config.ifPresent(bound -> new CrossChecks(bound, file, problems).run());
    new ExpectChecks(file, problems).run(text -> MetricChecks.require(RunExpectation.parse(text)));
    return config;
  }

  private static ConfigException unreadable(Path file, String why) {
    return new ConfigException(file.toString(), List.of(new Problem(Origin.NOWHERE, "", why)));
  }
}
