package org.collapselab.trainer.config;

import java.util.Map;
import java.util.Optional;

/** What one trial of a sweep runs, but for its seed. */
public sealed interface TrialConfig
    permits CompletionTrial, DufmTrial, ExperimentTrial, TheoryTrial {

  /** What a caller does with each kind of trial: with a further kind it does not compile. */
  interface Cases<T> {
    T completion(CompletionTrial trial);

    T dufm(DufmTrial trial);

    T theory(TheoryTrial trial);

    T experiment(ExperimentTrial trial);
  }

  /** The answer of the case that this trial is. */
  <T> T match(Cases<T> cases);

  /** What kind of trial it is. */
  TrialKind kind();

  /** The experiment that it trains; empty if no network is trained. */
  default Optional<ExperimentConfig> network() {
    return Optional.empty();
  }

  /** Every key with its value, such as {@code depth} → 4. */
  default Map<String, String> keys() {
    return FlatConfig.ofSection((Record) this);
  }
}
