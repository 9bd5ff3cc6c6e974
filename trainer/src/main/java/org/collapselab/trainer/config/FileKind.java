package org.collapselab.trainer.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a configuration file describes, by its keys. */
enum FileKind {
  EXPERIMENT("an experiment", "collapse run FILE"),
  SWEEP("a sweep", "collapse sweep FILE"),
  /** The keys do not show which. */
  UNKNOWN("", "");

  private static final List<String> TRIALS =
      Arrays.stream(TrialKind.values()).map(TrialKind::key).toList();

  private final String name;
  private final String command;

  FileKind(String name, String command) {
    this.name = name;
    this.command = command;
  }

  /**
   * A file with the section of a kind of trial is a sweep; any other is what most of its keys
   * belong to.
   */
  static FileKind of(Yaml root) {
    Set<String> keys = root instanceof Yaml.Mapping file ? file.entries().keySet() : Set.of();
    long ofSweeps = alone(keys, Sections.SWEEP, Sections.EXPERIMENT);
    long ofExperiments = alone(keys, Sections.EXPERIMENT, Sections.SWEEP);
    if (TRIALS.stream().anyMatch(keys::contains) || ofSweeps > ofExperiments) {
      return SWEEP;
    }
    return ofExperiments > ofSweeps ? EXPERIMENT : UNKNOWN;
  }

  private static long alone(Set<String> keys, ValueType.Section section, ValueType.Section other) {
    return keys.stream()
        .filter(key -> Sections.settingOf(section, key).isPresent())
        .filter(key -> Sections.settingOf(other, key).isEmpty())
        .count();
  }

  /** The root unless it is of the other kind, which is reported in place of each of its keys. */
  Optional<Yaml> required(Yaml root, List<Problem> problems) {
    FileKind found = of(root);
    if (found == this || found == UNKNOWN) {
      return Optional.of(root);
    }
    problems.add(
        new Problem(Origin.NOWHERE, "", "this is %s; use %s".formatted(found.name, found.command)));
    return Optional.empty();
  }
}
