package org.collapselab.trainer.reference;

import java.util.List;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.collapselab.trainer.store.Comparison;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/** Compares the head of a trained network with the solutions of its DUFM. */
public final class DufmComparison {
  private final HeadSettings settings;
  private final List<LayerInfo> layers;
  private final Tap headInput;
  private final Snapshot snapshot;

  /**
   * @param headInput tap of H_1
   * @param snapshot measured on the whole training set, with H_1 and every tap of the head
   */
  public DufmComparison(
      HeadSettings settings, List<LayerInfo> layers, String headInput, Snapshot snapshot) {
    this.settings = settings;
    this.layers = layers;
    this.headInput = Tap.parse(headInput);
    this.snapshot = snapshot;
  }

  /**
   * The comparison, or the reason why it is not possible.
   *
   * @param counts training samples of each of the K classes, or of a part of them
   * @param trainingSamples N
   */
  public Comparison compare(int[] counts, long trainingSamples) {
    int classes = counts.length;
    DMatrixRMaj means = snapshot.means().get(headInput);
    double squaredNorm = Math.pow(NormOps_DDRM.normF(means), 2);
    try {
      HeadProblem head =
          HeadProblem.of(settings, classes, (double) trainingSamples / classes, squaredNorm);
      return compare(head, new ClassBalance(counts));
    } catch (HeadProblem.NotComparableException e) {
      return Comparison.unavailable(e.getMessage());
    }
  }

  private Comparison compare(HeadProblem head, ClassBalance balance) {
    HeadReferences references = HeadReferences.of(settings, head, layers);
    ObjectiveTerms terms =
        ObjectiveTerms.of(snapshot, layers, settings.loss(), head.problem().featureLambda());
    return new Comparison(
        Comparison.SCHEMA,
        null,
        references.problem(balance),
        objective(terms),
        references.stored(),
        new HeadSpectra(layers, headInput, snapshot, settings.rankTolerance())
            .rows(references.predictions()),
        new HeadVerdict(settings, layers, headInput, snapshot)
            .verdict()
            .map(Verdict::label)
            .orElse(null));
  }

  private static Comparison.Objective objective(ObjectiveTerms terms) {
    return new Comparison.Objective(
        terms.samples(),
        terms.fit(),
        terms.headPenalties(),
        terms.featurePenalty(),
        terms.dufmObjective(),
        terms.backbonePenalty(),
        terms.balanceGap());
  }
}
