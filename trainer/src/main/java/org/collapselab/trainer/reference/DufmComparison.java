package org.collapselab.trainer.reference;

import java.util.List;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Unavailable;
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
    DufmProblem problem = head.problem();
    List<Reference> references = References.of(problem, leastHiddenWidth());
    List<Prediction> predictions =
        references.stream()
            .filter(Prediction.class::isInstance)
            .map(Prediction.class::cast)
            .toList();
    ObjectiveTerms terms =
        ObjectiveTerms.of(snapshot, layers, settings.loss(), problem.featureLambda());
    return new Comparison(
        Comparison.SCHEMA,
        null,
        problem(head, balance),
        objective(terms),
        references.stream().map(DufmComparison::reference).toList(),
        new HeadSpectra(layers, headInput, snapshot, settings.rankTolerance()).rows(predictions),
        new HeadVerdict(settings, layers, headInput, snapshot)
            .verdict()
            .map(Verdict::label)
            .orElse(null));
  }

  /** The least of d_1 … d_L: no reference needs a wider layer than the head has. */
  private int leastHiddenWidth() {
    return layers.stream()
        .filter(LayerInfo::inHead)
        .mapToInt(LayerInfo::inputs)
        .min()
        .orElseThrow();
  }

  private Comparison.Problem problem(HeadProblem head, ClassBalance balance) {
    DufmProblem problem = head.problem();
    return new Comparison.Problem(
        problem.classes(),
        problem.depth(),
        problem.samplesPerClass(),
        problem.featureLambda(),
        head.matched(),
        head.note(),
        problem.weightLambdas(),
        settings.loss().toString().toLowerCase(java.util.Locale.ROOT),
        settings.activation().toString().toLowerCase(java.util.Locale.ROOT),
        settings.signFree(),
        problem.capitalLambda(),
        balance.sizes(problem));
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

  private static Comparison.Reference reference(Reference reference) {
    if (reference instanceof Prediction p) {
      return new Comparison.Reference(
          p.structure().label(),
          Labels.of(p.structure()),
          p.detail().isEmpty() ? null : p.detail(),
          true,
          p.loss(),
          p.scale(),
          p.fit(),
          p.penalty(),
          p.trivial(),
          null);
    }
    Unavailable u = (Unavailable) reference;
    return new Comparison.Reference(
        u.structure().label(),
        Labels.of(u.structure()),
        null,
        false,
        null,
        null,
        null,
        null,
        false,
        u.reason());
  }
}
