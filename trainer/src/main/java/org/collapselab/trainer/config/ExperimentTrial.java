package org.collapselab.trainer.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network trained on data.
 *
 * @param experiment its seed is replaced by the trial's
 * @param collect the numbers kept of its metrics
 */
public record ExperimentTrial(ExperimentConfig experiment, List<CollectConfig> collect)
    implements TrialConfig {
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

  @Override
  public Map<String, String> keys() {
    return FlatConfig.of(experiment);
  }
}
