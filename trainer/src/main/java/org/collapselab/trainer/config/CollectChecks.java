package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;

/** Reports entries of {@code collect} about metrics that no run measures. */
final class CollectChecks {
  private static final String KEY = "collect";
  private static final String METRIC = "metric";

  private final Yaml.Mapping file;
  private final List<Problem> problems;

  CollectChecks(Yaml.Mapping file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  void run(List<CollectConfig> entries) {
    for (int i = 0; i < entries.size(); i++) {
      CollectConfig entry = entries.get(i);
      Origin origin = origin(i);
      String path = "%s[%d].%s".formatted(KEY, i, METRIC);
      MetricChecks.at(entry.metric(), entry.layer(), entry.tap())
          .ifPresent(message -> problems.add(new Problem(origin, path, message)));
    }
  }

  private Origin origin(int index) {
    return Optional.ofNullable(file.entries().get(KEY))
        .filter(Yaml.Sequence.class::isInstance)
        .map(list -> ((Yaml.Sequence) list).items().get(index))
        .flatMap(
            entry ->
                entry instanceof Yaml.Mapping keys ? keys.find(List.of(METRIC)) : Optional.empty())
        .map(Yaml::origin)
        .orElse(Origin.DEFAULT);
  }
}
