package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the trials of a sweep are, and the settings that all of them share. */
final class TrialKind {
  private static final Map<String, ValueType.Section> RECORDS =
      Map.of(
          "dufm", Sections.section(DufmTrial.class), "theory", Sections.section(TheoryTrial.class));
  private static final String EXPERIMENT = "experiment";

  private final String key;
  private final Yaml.Mapping shared;
  private final List<CollectConfig> collect;

  private TrialKind(String key, Yaml.Mapping shared, List<CollectConfig> collect) {
    this.key = key;
    this.shared = shared;
    this.collect = collect;
  }

  /** The one kind that the sweep has a section of; reports none, several, or no section. */
  static Optional<TrialKind> of(SweepFile sweep, Yaml.Mapping root, List<Problem> problems) {
    List<String> keys = new ArrayList<>(RECORDS.keySet().stream().sorted().toList());
    keys.add(EXPERIMENT);
    List<String> given = keys.stream().filter(root.entries()::containsKey).toList();
    if (given.size() != 1) {
      String found = given.isEmpty() ? "none of them is there" : given + " are there";
      problems.add(
          new Problem(root.origin(), "", "expected one section of %s; %s".formatted(keys, found)));
      return Optional.empty();
    }
    String key = given.get(0);
    Yaml section = root.entries().get(key);
    if (!(section instanceof Yaml.Mapping mapping)) {
      problems.add(new Problem(section.origin(), key, "expected a section with keys"));
      return Optional.empty();
    }
    return Optional.of(new TrialKind(key, mapping, sweep.collect()));
  }

  /** The trial at one combination of varied keys. */
  Optional<TrialConfig> bind(Map<String, Yaml> varied, List<Problem> problems) {
    Yaml.Mapping section = shared;
    for (Map.Entry<String, Yaml> entry : varied.entrySet()) {
      section = section.with(List.of(entry.getKey().split("\\.", -1)), entry.getValue());
    }
    if (!key.equals(EXPERIMENT)) {
      return new Binder(problems).bind(RECORDS.get(key), section, key).map(TrialConfig.class::cast);
    }
    // An experiment needs no name of its own inside a sweep.
    Yaml.Mapping named =
        section.find(List.of("name")).isPresent()
            ? section
            : section.with(List.of("name"), YamlReader.readValue("trial", Origin.DEFAULT));
    return ConfigLoader.bind(named, problems).map(e -> new ExperimentTrial(e, collect));
  }
}
