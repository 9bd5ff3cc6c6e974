package org.collapselab.trainer.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contents of {@code comparison.json}: the head's measured objective and spectra beside those of
 * the reference solutions. A component is {@code null} where the file has no such key.
 */
record Comparison(
    int schema,
    Problem problem,
    Objective objective,
    List<Reference> references,
    List<Layer> layers) {
  /** The format this report understands. */
  static final int SCHEMA = 1;

  Comparison {
    references = orEmpty(references);
    layers = orEmpty(layers);
  }

  /** The DUFM that the head is compared with; {@code capitalLambda} is (nλ_H·λ_1⋯λ_L)^{1/(L+1)}. */
  record Problem(
      Integer classes,
      Integer headDepth,
      Integer samplesPerClass,
      Double lambdaH,
      @JsonProperty("lambda_h_matched") Boolean lambdaHMatched,
      @JsonProperty("lambda_h_note") String lambdaHNote,
      List<Double> lambdas,
      String loss,
      String activation,
      Boolean h1SignFree,
      Double capitalLambda) {
    Problem {
      lambdas = orEmpty(lambdas);
    }
  }

  /** Measured loss on the training set; {@code dufmTotal} = fit + head and feature penalties. */
  record Objective(
      Long samples,
      Double fit,
      List<Double> headPenalties,
      Double featurePenalty,
      Double dufmTotal,
      Double backbonePenalty,
      Double balanceGap) {
    Objective {
      headPenalties = orEmpty(headPenalties);
    }

    double headPenalty() {
      return headPenalties.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** One explicit solution, or the reason why there is none for this problem. */
  record Reference(
      String structure,
      String label,
      boolean available,
      Double loss,
      Double scale,
      Double fit,
      Double penalty,
      boolean trivial,
      String reason) {
    String title() {
      return label == null ? structure : label;
    }
  }

  /** One tap of one layer; {@code structure} is {@code null} unless it holds class means. */
  record Layer(
      Integer index,
      String layer,
      String symbol,
      String tap,
      Spectrum measured,
      Map<String, Spectrum> predicted,
      Structure structure) {
    Layer {
      predicted = predicted == null ? Map.of() : predicted;
    }

    LayerTap layerTap() {
      return new LayerTap(layer, tap);
    }

    /** Symbol of what is tapped, such as σ(M₂). */
    String notation() {
      String base = Symbols.subscripts(symbol == null ? layer : symbol);
      return "post".equals(tap) && !base.startsWith("σ") ? "σ(" + base + ")" : base;
    }
  }

  /** Singular values in falling order, with the ranks derived from them. */
  record Spectrum(
      List<Double> singularValues, Integer rank, Double rankStable, Double rankEffective) {
    Spectrum {
      singularValues = orEmpty(singularValues);
    }
  }

  /** Best-fitting geometry of the class means; {@code margin} is its lead over the runner-up. */
  record Structure(String nearest, Double margin, Map<String, Double> scores) {
    Structure {
      scores = scores == null ? Map.of() : scores;
    }
  }

  /** References that exist for this problem. */
  List<Reference> available() {
    return references.stream().filter(Reference::available).toList();
  }

  /** Names of all references. */
  List<String> structures() {
    return references.stream().map(Reference::structure).toList();
  }

  /** Display name of a structure: its label among the references, else its own name as words. */
  String labelOf(String structure) {
    return references.stream()
        .filter(reference -> structure.equals(reference.structure()))
        .map(Reference::title)
        .findFirst()
        .orElse(structure.replace('_', ' '));
  }

  /** The last listed layer whose class means were matched with a structure. */
  Optional<Layer> deepestStructured() {
    return layers.stream()
        .filter(layer -> layer.structure() != null && layer.structure().nearest() != null)
        .reduce((first, second) -> second);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
