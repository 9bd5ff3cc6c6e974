package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.LayerPrediction;
import org.collapselab.theory.PredictedSpectrum;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.Unavailable;
import org.collapselab.trainer.reference.Labels;

/** The references of one problem, and the codes of each rank, as a table or as JSON. */
final class PredictionTable {
  private final DufmProblem problem;
  private final List<Reference> references;
  private final List<Prediction> codes;

  /**
   * @param codes of ascending rank; without any, nothing is said of them
   */
  PredictionTable(DufmProblem problem, List<Reference> references, List<Prediction> codes) {
    this.problem = problem;
    this.references = references;
    this.codes = codes;
  }

  void print(PrintWriter out) {
    out.printf(
        "K = %d, L = %d, n = %s, λ_H = %s, λ = %s, %s, %s;  Λ = %.6g%n%n",
        problem.classes(),
        problem.depth(),
        trim(problem.samplesPerClass()),
        trim(problem.featureLambda()),
        problem.weightLambdas().stream().distinct().map(PredictionTable::trim).toList(),
        problem.loss(),
        problem.activation(),
        problem.capitalLambda());
    out.printf(
        "%-20s %10s %10s %10s %10s %10s  %s%n",
        "structure", "loss", "fit", "penalty", "t", "c", "ranks of σ(M_1) … σ(M_L)");
    references.forEach(reference -> print(reference, out));
    printCodes(out);
    printSpectra(out);
  }

  private static void print(Reference reference, PrintWriter out) {
    if (reference instanceof Unavailable u) {
      out.printf("%-20s not available: %s%n", Labels.of(u.structure()), u.reason());
      return;
    }
    Prediction p = (Prediction) reference;
    out.printf(
        "%-20s %10.6f %10.6f %10.6f %10.6f %10.6f  %s%s%n",
        Labels.of(p.structure()),
        p.loss(),
        p.fit(),
        p.penalty(),
        p.scale(),
        p.constant(),
        ranks(p, LayerPrediction::post),
        remarks(p));
  }

  private static String remarks(Prediction p) {
    String detail = p.detail().isEmpty() ? "" : "  (" + p.detail() + ")";
    return detail + (p.trivial() ? "  (the zero solution is better)" : "");
  }

  private static String ranks(Prediction p, Function<LayerPrediction, PredictedSpectrum> which) {
    return p.layers().stream()
        .map(layer -> String.valueOf(which.apply(layer).rank()))
        .collect(Collectors.joining(" "));
  }

  private void printCodes(PrintWriter out) {
    if (codes.isEmpty()) {
      return;
    }
    out.printf(
        "%nspherical codes of each rank, the best found (numeric)%n%-20s %10s %10s %10s %10s %10s%n",
        "rank", "loss", "fit", "penalty", "t", "c");
    for (Prediction code : codes) {
      out.printf(
          "%-20d %10.6f %10.6f %10.6f %10.6f %10.6f  (%s)%n",
          code.output().rank(),
          code.loss(),
          code.fit(),
          code.penalty(),
          code.scale(),
          code.constant(),
          code.detail());
    }
  }

  private void printSpectra(PrintWriter out) {
    for (Reference reference : references) {
      if (reference instanceof Prediction p && !p.trivial()) {
        out.printf("%nsingular values of %s%n", Labels.of(p.structure()));
        for (LayerPrediction layer : p.layers()) {
          print("M_" + layer.layer(), layer.pre(), out);
          if (!layer.post().equals(layer.pre())) {
            print("σ(M_" + layer.layer() + ")", layer.post(), out);
          }
          print("W_" + layer.layer(), layer.weight(), out);
        }
        print("Z", p.output(), out);
      }
    }
  }

  private static void print(String symbol, PredictedSpectrum spectrum, PrintWriter out) {
    String values =
        spectrum.singularValues().stream()
            .limit(spectrum.rank())
            .map("%.5f"::formatted)
            .collect(Collectors.joining(" "));
    out.printf("  %-7s %s%n", symbol, values);
  }

  static String trim(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** Everything in the table and all spectra, the references keyed by structure. */
  Map<String, Object> json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("problem", problem);
    root.put("capital_lambda", problem.capitalLambda());
    Map<String, Object> byStructure = new LinkedHashMap<>();
    for (Reference reference : references) {
      if (reference instanceof Prediction p) {
        byStructure.put(p.structure().label(), json(p));
      } else if (reference instanceof Unavailable u) {
        byStructure.put(u.structure().label(), Map.of("available", false, "reason", u.reason()));
      }
    }
    root.put("references", byStructure);
    if (!codes.isEmpty()) {
      root.put("codes_by_rank", codes.stream().map(PredictionTable::code).toList());
    }
    return root;
  }

  private static Map<String, Object> code(Prediction code) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("rank", code.output().rank());
    entry.putAll(json(code));
    return entry;
  }

  private static Map<String, Object> json(Prediction p) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("available", true);
    if (!p.detail().isEmpty()) {
      entry.put("detail", p.detail());
    }
    entry.put("loss", p.loss());
    entry.put("fit", p.fit());
    entry.put("penalty", p.penalty());
    entry.put("scale", p.scale());
    entry.put("constant", p.constant());
    entry.put("trivial", p.trivial());
    entry.put("layers", p.layers());
    entry.put("output", p.output());
    return entry;
  }
}
