package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.reports.run.DufmPlace;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.surface.Eigenvalues;
import org.collapselab.studies.surface.Surface;

/** What {@code collapse surface} found, as a table or as JSON. */
final class SurfaceTable {
  private final DufmModel model;
  private final List<SurfaceRow> rows;
  private final List<Double> sizes;

  SurfaceTable(DufmModel model, List<SurfaceRow> rows, List<Double> sizes) {
    this.model = model;
    this.rows = rows;
    this.sizes = sizes;
  }

  void print(PrintWriter out) {
    out.printf(
        "%-18s %11s %9s %-20s %8s %6s %9s %8s %6s %11s %10s %10s %10s  %s%n",
        "point",
        "loss",
        "‖∇‖",
        "kind",
        "negative",
        "zero",
        "symmetry",
        "positive",
        "kinks",
        "least",
        "trace",
        "Frobenius",
        "spectral",
        "ranks σ(M_l)");
    rows.forEach(row -> print(row, out));
    printReturned(out);
    out.printf(
        "%n%d parameters M_1, W_1 … W_L of width %d; zero: |μ| ≤ %.1e; symmetry: zeros that rotations"
            + " of neurons explain%n",
        rows.isEmpty() ? 0 : rows.get(0).surface().parameters(),
        model.spec().width(),
        rows.isEmpty() ? 0 : rows.get(0).surface().cutoff());
  }

  private static void print(SurfaceRow row, PrintWriter out) {
    Surface s = row.surface();
    out.printf(
        "%-18s %11.7f %9.1e %-20s ", row.point(), s.loss(), s.gradientNorm(), s.kind().label());
    if (s.eigenvalues().isPresent()) {
      Eigenvalues e = s.eigenvalues().get();
      out.printf(
          "%8d %6d %9d %8d %6d %11.3e %10.3e %10.3e %10.3e",
          e.negative(),
          e.zero(),
          s.symmetries(),
          e.positive(),
          e.kinks(),
          s.least(),
          e.trace(),
          e.frobenius(),
          e.spectral());
    } else {
      out.printf(
          "%8s %6s %9d %8s %6s %11.3e %10s %10s %10.3e",
          "", "", s.symmetries(), "", "", s.least(), "", "", s.greatest());
    }
    out.printf(
        "  %s%n", row.ranks().stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private void printReturned(PrintWriter out) {
    if (sizes.isEmpty()) {
      return;
    }
    out.printf("%ncame back after a move of so many times the norm of the point:%n");
    for (SurfaceRow row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i++) {
        Share share = row.returned().get(i);
        cells.add(
            "%s: %d of %d %s"
                .formatted(sizes.get(i), share.count(), share.n(), DufmPlace.interval(share)));
      }
      out.printf("%-18s %s%n", row.point(), String.join("; ", cells));
    }
  }

  /** The problem and everything in the table, keyed as in the columns of a sweep. */
  Map<String, Object> json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("problem", model.problem());
    root.put("width", model.spec().width());
    root.put("points", rows.stream().map(this::json).toList());
    return root;
  }

  private Map<String, Object> json(SurfaceRow row) {
    Surface s = row.surface();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("point", row.point());
    entry.put("loss", s.loss());
    entry.put("ranks", row.ranks());
    entry.put("gradient_norm", s.gradientNorm());
    entry.put("rounding", s.rounding());
    entry.put("critical_point", s.kind());
    entry.put("parameters", s.parameters());
    entry.put("zero_cutoff", s.cutoff());
    entry.put("symmetry_directions", s.symmetries());
    entry.put("least_eigenvalue", s.least());
    entry.put("greatest_eigenvalue", s.greatest());
    entry.put("lanczos_residual", s.residual());
    s.eigenvalues().ifPresent(e -> entry.putAll(json(e)));
    List<Map<String, Object>> returned = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      Share share = row.returned().get(i);
      returned.add(Map.of("size", sizes.get(i), "returned", share.count(), "moves", share.n()));
    }
    if (!returned.isEmpty()) {
      entry.put("perturbations", returned);
    }
    return entry;
  }

  private static Map<String, Object> json(Eigenvalues e) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("negative_eigenvalues", e.negative());
    entry.put("zero_eigenvalues", e.zero());
    entry.put("positive_eigenvalues", e.positive());
    entry.put("kink_eigenvalues", e.kinks());
    entry.put("largest_zero", e.largestZero());
    entry.put("smallest_other", e.smallestOther());
    entry.put("hessian_trace", e.trace());
    entry.put("hessian_frobenius", e.frobenius());
    entry.put("hessian_spectral", e.spectral());
    return entry;
  }
}
