package org.collapselab.trainer.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one trial of a sweep runs, or what gave the results of a directory, except for its seed. */
public sealed interface TrialConfig
    permits CompletionTrial,
        DufmTrial,
        ExperimentTrial,
        FeaturesTrial,
        OptimumTrial,
        SurfaceTrial,
        TheoryTrial {

  /**
   * One case per kind of trial: if a kind is added, callers do not compile until they handle it.
   */
  interface Cases<T> {
    T completion(CompletionTrial trial);

    T dufm(DufmTrial trial);

    T surface(SurfaceTrial trial);

    T optimum(OptimumTrial trial);

    T theory(TheoryTrial trial);

    T experiment(ExperimentTrial trial);

    T features(FeaturesTrial trial);
  }

  /** Calls the case for this kind of trial. */
  <T> T match(Cases<T> cases);

  /** The kind of trial. */
  TrialKind kind();

  /** The experiment that it trains; empty if no network is trained. */
  default Optional<ExperimentConfig> network() {
    return Optional.empty();
  }

  /**
   * What the result of a trial depends on, except for its seed: the keys that differ from their
   * defaults, and the kind.
   */
  default Map<String, String> decisive() {
    Map<String, String> keys = new TreeMap<>(FlatConfig.chosen((Record) this));
    keys.put("kind", kind().key());
    return keys;
  }

  /** Every key with its value, such as {@code depth} → 4. */
  default Map<String, String> keys() {
    return FlatConfig.ofSection((Record) this);
  }
}
