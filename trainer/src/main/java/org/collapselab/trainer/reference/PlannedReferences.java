package org.collapselab.trainer.reference;

import java.util.List;
import java.util.Optional;
import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.KnownReferences;

/** The reference solutions of a run whose λ_H is given, which are known before its first step. */
public final class PlannedReferences {
  private PlannedReferences() {}

  /**
   * The references; empty if λ_H will be matched to the features at the end, or if the head cannot
   * be compared.
   *
   * @param layers of the network, in its order
   * @param counts training samples of each of the K classes
   * @param trainingSamples N
   */
  public static Optional<KnownReferences> of(
      ExperimentConfig config, List<LayerInfo> layers, int[] counts, long trainingSamples) {
    if (!(config.regularization().lambdaH() > 0)) {
      return Optional.empty();
    }
    HeadSettings settings = HeadSettings.of(config, layers);
    try {
      int classes = counts.length;
      HeadProblem head = HeadProblem.of(settings, classes, (double) trainingSamples / classes, 0);
      HeadReferences references = HeadReferences.of(settings, head, layers);
      return Optional.of(
          KnownReferences.of(references.problem(new ClassBalance(counts)), references.stored()));
    } catch (HeadProblem.NotComparableException e) {
      return Optional.empty();
    }
  }
}
