package org.collapselab.trainer.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section of a sweep file that describes its trials.
 *
 * @param shared keys of all trials
 * @param collect kept of a network's metrics
 */
record TrialSection(TrialKind kind, Yaml.Mapping shared, List<CollectConfig> collect) {

  /** The one kind of trial in the sweep; reports a problem if there is none or more than one. */
  static Optional<TrialSection> of(SweepFile sweep, Yaml.Mapping root, List<Problem> problems) {
    List<TrialKind> given =
        Arrays.stream(TrialKind.values()).filter(k -> root.entries().containsKey(k.key())).toList();
    if (given.size() != 1) {
      String found = given.isEmpty() ? "found none" : "found " + keys(given);
      List<String> all = keys(List.of(TrialKind.values()));
      problems.add(
          new Problem(
              root.origin(),
              "",
              "expected exactly one of the sections %s; %s".formatted(all, found)));
      return Optional.empty();
    }
    TrialKind kind = given.get(0);
    Yaml section = root.entries().get(kind.key());
    if (!(section instanceof Yaml.Mapping mapping)) {
      problems.add(new Problem(section.origin(), kind.key(), "expected a section with keys"));
      return Optional.empty();
    }
    return Optional.of(new TrialSection(kind, mapping, sweep.collect()));
  }

  private static List<String> keys(List<TrialKind> kinds) {
    return kinds.stream().map(TrialKind::key).toList();
  }

  /** The trial at one combination of varied keys. */
  Optional<TrialConfig> bind(Map<String, Yaml> varied, List<Problem> problems) {
    Yaml.Mapping section = shared;
    for (Map.Entry<String, Yaml> entry : varied.entrySet()) {
      section = section.with(List.of(entry.getKey().split("\\.", -1)), entry.getValue());
    }
    return kind.bind(section, collect, problems);
  }
}
