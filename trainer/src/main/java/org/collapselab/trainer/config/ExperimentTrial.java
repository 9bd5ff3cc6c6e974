package org.collapselab.trainer.config;

import java.util.List;

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
}
