package org.collapselab.trainer.compare;

import java.util.List;
import java.util.Map;

/**
 * {@code comparison.json}: the head's objective, spectra and geometry beside those of the reference
 * solutions.
 *
 * @param schema version of the format
 * @param unavailable why there is no comparison; the other components are then {@code null}
 */
public record Comparison(
    int schema,
    String unavailable,
    Problem problem,
    Objective objective,
    List<Reference> references,
    List<Layer> layers) {
  /** The current version of the format. */
  public static final int SCHEMA = 1;

  /** The DUFM compared with; {@code capitalLambda} is Λ = (nλ_H·λ_1⋯λ_L)^{1/(L+1)}. */
  public record Problem(
      int classes,
      int headDepth,
      double samplesPerClass,
      double lambdaH,
      boolean lambdaHMatched,
      String lambdaHNote,
      List<Double> lambdas,
      String loss,
      String activation,
      boolean h1SignFree,
      double capitalLambda) {}

  /** Measured loss on the training set; {@code dufmTotal} = fit + head and feature penalties. */
  public record Objective(
      long samples,
      double fit,
      List<Double> headPenalties,
      double featurePenalty,
      double dufmTotal,
      double backbonePenalty,
      double balanceGap) {}

  /** One reference solution, or the reason why there is none for this problem. */
  public record Reference(
      String structure,
      String label,
      boolean available,
      Double loss,
      Double scale,
      Double fit,
      Double penalty,
      boolean trivial,
      String reason) {}

  /**
   * One spectrum of the head.
   *
   * @param index l
   * @param symbol {@code M_l}, {@code W_l} or {@code Z}
   * @param tap {@code pre}, {@code post} or {@code weight}
   * @param predicted by structure
   * @param structure {@code null} unless this is about class means
   */
  public record Layer(
      int index,
      String layer,
      String symbol,
      String tap,
      Spectrum measured,
      Map<String, Spectrum> predicted,
      Structure structure) {}

  /** Singular values, falling, and ranks. */
  public record Spectrum(
      List<Double> singularValues, int rank, double rankStable, double rankEffective) {}

  /** Nearest geometry of the class means; {@code margin} is its lead over the runner-up. */
  public record Structure(String nearest, Double margin, Map<String, Double> scores) {}

  /** A comparison that could not be made. */
  public static Comparison unavailable(String reason) {
    return new Comparison(SCHEMA, reason, null, null, List.of(), List.of());
  }
}
