package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expands the settings of a sweep: every case with every combination of the varied keys. */
final class SweepGrid {
  private static final int MOST = 10_000;

  private final SweepFile sweep;
  private final Yaml.Mapping root;
  private final List<Problem> problems;

  SweepGrid(SweepFile sweep, Yaml.Mapping root, List<Problem> problems) {
    this.sweep = sweep;
    this.root = root;
    this.problems = problems;
  }

  /** All settings in order, the last varied key running fastest; empty if there are problems. */
  Optional<List<SweepSetting>> all() {
    Optional<TrialSection> section = TrialSection.of(sweep, root, problems);
    List<Map<String, Yaml>> combinations = combinations();
    if (section.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    List<SweepSetting> settings = new ArrayList<>();
    for (Map<String, Yaml> combination : combinations) {
      Optional<TrialConfig> trial = section.get().bind(combination, problems);
      if (!problems.isEmpty()) {
        return Optional.empty(); // the other combinations would repeat the same problems
      }
      settings.add(
          new SweepSetting(settings.size() + 1, written(combination), trial.orElseThrow()));
    }
    return Optional.of(settings);
  }

  private static Map<String, String> written(Map<String, Yaml> combination) {
    Map<String, String> texts = new LinkedHashMap<>();
    combination.forEach(
        (key, value) ->
            texts.put(
                key,
                value instanceof Yaml.Scalar scalar && scalar.value() != null
                    ? scalar.text()
                    : YamlWriter.inline(value)));
    return texts;
  }

  private List<Map<String, Yaml>> combinations() {
    List<Map<String, Yaml>> combinations = cases();
    for (Map.Entry<String, Yaml> varied : entries(sweep.vary(), "vary").entrySet()) {
      List<Yaml> values = values(varied.getKey(), varied.getValue());
      if ((long) combinations.size() * values.size() > MOST) {
        report(sweep.vary(), "vary", "more than " + MOST + " settings; vary fewer values");
        return combinations;
      }
      combinations = product(combinations, varied.getKey(), values);
    }
    return combinations;
  }

  private static List<Map<String, Yaml>> product(
      List<Map<String, Yaml>> combinations, String key, List<Yaml> values) {
    List<Map<String, Yaml>> product = new ArrayList<>();
    for (Map<String, Yaml> combination : combinations) {
      for (Yaml value : values) {
        Map<String, Yaml> longer = new LinkedHashMap<>(combination);
        longer.put(key, value);
        product.add(longer);
      }
    }
    return product;
  }

  private List<Map<String, Yaml>> cases() {
    if (!(sweep.cases() instanceof Yaml.Sequence sequence)) {
      report(sweep.cases(), "cases", "expected a list of sections");
      return List.of();
    }
    List<Map<String, Yaml>> cases = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      cases.add(entries(item, "cases[" + cases.size() + "]"));
    }
    return cases.isEmpty() ? List.of(Map.of()) : cases;
  }

  private Map<String, Yaml> entries(Yaml node, String path) {
    if (node instanceof Yaml.Mapping mapping) {
      return mapping.entries();
    }
    report(node, path, node.shown() + " does not fit; expected keys of a trial with their values");
    return Map.of();
  }

  private List<Yaml> values(String key, Yaml node) {
    if (node instanceof Yaml.Sequence sequence && !sequence.items().isEmpty()) {
      return sequence.items();
    }
    report(node, Keys.join("vary", key), "expected a list of values");
    return List.of();
  }

  private void report(Yaml node, String path, String message) {
    problems.add(new Problem(node.origin(), path, message));
  }
}
