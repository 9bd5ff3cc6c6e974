package org.collapselab.trainer.reference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;

/**
 * The geometry that descent on the DUFM, or the head of a network, ended in, judged by the class
 * means, not by the loss. Tables and charts use this order.
 */
public enum Verdict {
  /**
   * Every σ(M_l) is an orthogonal frame or a simplex. M_1 is left out if a ReLU follows it: M_2 =
   * W_1M_1 ∝ (I − δJ)/(1 − δ) has the same rectified frame and the same nuclear norm, hence loss,
   * for all 0 ≤ δ ≤ 1/K.
   */
  DNC,
  /** σ(M_2) … σ(M_{L−1}) have the Gram matrix of SRG. */
  SRG,
  /** Every σ(M_l) is an orthoplex. */
  ORTHOPLEX,
  /**
   * None of the above, and some σ(M_l), M_1 again left out with ReLU, has a lower rank than DNC,
   * whose rank is K, or K − 1 under cross-entropy.
   */
  LOW_RANK,
  /** None of these. */
  OTHER,
  /** Some class has no mean output of its own, see {@link LostClasses}. */
  LOST_CLASSES,
  /** Of a network: no class is lost, but the features still vary too much to be judged. */
  NOT_COLLAPSED,
  /** All factors have vanished. */
  ZERO,
  /** No end point. */
  DIVERGED;

  /** Smallest cosine similarity of Gram matrices at which a layer counts as having a structure. */
  public static final double LEAST_COSINE = 0.99;

  private static final double VANISHED = 1e-6;

  /** Judges an end point by its layers 1 … L. */
  public static Verdict of(DufmOutcome outcome, List<LayerGeometry> layers) {
    if (outcome.diverged()) {
      return DIVERGED;
    }
    if (vanished(outcome)) {
      return ZERO;
    }
    return of(outcome.point(), layers);
  }

  /** Judges a point that has neither vanished nor diverged by its layers 1 … L. */
  public static Verdict of(DufmPoint point, List<LayerGeometry> layers) {
    DufmSpec spec = point.spec();
    return of(layers, point.output(), spec.loss(), spec.activation());
  }

  /**
   * Judges class means alone, which neither vanish nor diverge.
   *
   * @param layers 1 … L
   * @param output Z, K×K, column c = z̄_c
   */
  static Verdict of(
      List<LayerGeometry> layers, DMatrixRMaj output, Loss loss, Activation activation) {
    if (LostClasses.in(output) > 0) {
      return LOST_CLASSES;
    }
    int depth = layers.size();
    boolean rectified = activation == Activation.RELU && depth > 1;
    List<LayerGeometry> judged = layers.subList(rectified ? 1 : 0, depth);
    if (judged.stream().allMatch(Verdict::collapsed)) {
      return DNC;
    }
    if (depth >= 3 && alike(layers.subList(1, depth - 1), MeanGeometry.SRG)) {
      return SRG;
    }
    if (alike(layers, MeanGeometry.ORTHOPLEX)) {
      return ORTHOPLEX;
    }
    int classes = output.numCols;
    int full = loss == Loss.CE ? classes - 1 : classes;
    return judged.stream().anyMatch(layer -> layer.postRank() < full) ? LOW_RANK : OTHER;
  }

  private static boolean vanished(DufmOutcome outcome) {
    for (double energy : outcome.point().energies()) {
      if (energy > VANISHED) {
        return false;
      }
    }
    return true;
  }

  private static boolean collapsed(LayerGeometry layer) {
    return layer.cosine(MeanGeometry.ORTHOGONAL_FRAME) >= LEAST_COSINE
        || layer.cosine(MeanGeometry.SIMPLEX) >= LEAST_COSINE;
  }

  private static boolean alike(List<LayerGeometry> layers, MeanGeometry structure) {
    return layers.stream().allMatch(layer -> layer.cosine(structure) >= LEAST_COSINE);
  }

  /** The name used in files and tables. */
  @JsonValue
  public String label() {
    return switch (this) {
      case DNC, SRG -> name();
      default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
