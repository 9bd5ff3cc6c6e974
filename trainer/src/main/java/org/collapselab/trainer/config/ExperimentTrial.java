package org.collapselab.trainer.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network trained on data.
 *
 * @param experiment its seed is replaced by the trial's
 * @param collect the numbers kept of its metrics
 */
public record ExperimentTrial(ExperimentConfig experiment, List<CollectConfig> collect)
    implements TrialConfig {
  private static final Set<String> IRRELEVANT = Set.of("name", "description", "seed", "expect");

  public ExperimentTrial {
    collect = List.copyOf(collect);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.experiment(this);
  }

  @Override
  public TrialKind kind() {
    return TrialKind.EXPERIMENT;
  }

  @Override
  public Optional<ExperimentConfig> network() {
    return Optional.of(experiment);
  }

  /**
   * Leaves out names, texts and checkpoints, which do not affect the result; adds {@code collect}.
   */
  @Override
  public Map<String, String> decisive() {
    Map<String, String> keys = new TreeMap<>(FlatConfig.chosen(experiment));
    keys.keySet().removeIf(key -> IRRELEVANT.contains(key) || key.startsWith("checkpoint."));
    keys.put("kind", kind().key());
    for (CollectConfig each : collect) {
      keys.put("collect." + each.name(), FlatConfig.ofSection(each).toString());
    }
    return keys;
  }

  @Override
  public Map<String, String> keys() {
    return FlatConfig.of(experiment);
  }
}
