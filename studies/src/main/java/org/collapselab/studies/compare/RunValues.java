package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunState;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The row of a network in {@code runs.csv}. */
record RunValues(
    Path path,
    ExperimentConfig config,
    Optional<RunSummary> summary,
    Optional<Comparison> comparison,
    Metrics metrics,
    List<HeadTap> head) {
  static final String DNC1_METRIC = "nc1_trace_ratio";

  Map<String, Object> all() {
    Map<String, Object> row = new LinkedHashMap<>();
    long steps = summary.map(RunSummary::steps).orElse(Math.max(0, metrics.lastStep()));
    row.put("steps", steps);
    summary.ifPresent(s -> row.put("seconds", s.seconds()));
    put(row, "accuracy", metrics.last("", "accuracy").orElse(Double.NaN));
    put(row, "test_accuracy", metrics.last("test", "", "accuracy").orElse(Double.NaN));
    put(row, Run.DNC1, dnc1().orElse(Double.NaN));
    put(row, "fit", metrics.last("", "fit").orElse(Double.NaN));
    put(row, "test_fit", metrics.last("test", "", "fit").orElse(Double.NaN));
    losses(row);
    outcome().ifPresent(outcome -> row.put(Run.OUTCOME, outcome));
    ranks(row);
    comparison.ifPresent(c -> structures(row, c));
    return row;
  }

  private OptionalDouble dnc1() {
    return HeadTap.lastHidden(head, config.model().head().depth())
        .map(place -> metrics.last(place, DNC1_METRIC))
        .orElse(OptionalDouble.empty());
  }

  private void losses(Map<String, Object> row) {
    double loss =
        comparison
            .map(c -> c.objective().dufmTotal())
            .orElse(metrics.last("", "dufm_objective").orElse(Double.NaN));
    put(row, Run.LOSS, loss);
    List<Comparison.Reference> references = comparison.map(Comparison::available).orElse(List.of());
    for (Comparison.Reference reference : references) {
      row.put("loss_" + reference.structure(), reference.loss());
      if (reference.structure().equals(Structure.DNC.label())) {
        put(row, Run.LOSS_OVER_DNC, loss / reference.loss());
      }
    }
    references.stream()
        .min(Comparator.comparing(Comparison.Reference::loss))
        .ifPresent(best -> row.put(Run.BEST_REFERENCE, best.structure()));
    comparison.ifPresent(c -> put(row, "balance_gap", c.objective().balanceGap()));
  }

  private void ranks(Map<String, Object> row) {
    for (HeadTap tap : head) {
      if (!tap.isWeight()) {
        metrics
            .last(tap.place(), "rank_numerical")
            .ifPresent(rank -> row.put(tap.rankColumn(), (long) rank));
      }
    }
  }

  private static void structures(Map<String, Object> row, Comparison comparison) {
    for (Comparison.Layer layer : comparison.structured()) {
      row.put("structure_" + layer.index(), layer.structure().nearest());
      put(row, "structure_score_" + layer.index(), layer.structure().score());
    }
  }

  private Optional<String> outcome() {
    Optional<RunState> state = summary.map(RunSummary::state);
    if (state.isPresent() && state.get() == RunState.DIVERGED) {
      return Optional.of(RunState.DIVERGED.label());
    }
    int depth = config.model().head().depth();
    List<DMatrixRMaj> pre = new ArrayList<>();
    List<DMatrixRMaj> post = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      means(l, "pre").ifPresent(pre::add);
      means(l, "post").ifPresent(post::add);
    }
    return HeadTap.place(head, HeadTap.OUTPUT)
        .flatMap(this::means)
        .flatMap(
            output ->
                NetworkOutcome.of(
                    pre, post, output, dnc1(), depth, config.loss(), config.model().activation()));
  }

  private Optional<DMatrixRMaj> means(int layer, String tap) {
    return (layer == 1
            ? HeadTap.firstLayer(head)
            : HeadTap.place(head, new LayerTap(Integer.toString(layer), tap)))
        .flatMap(this::means);
  }

  /** Class means as columns. */
  private Optional<DMatrixRMaj> means(String place) {
    Path file = path.resolve("means").resolve(place.replace(':', '.') + ".npy");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommonOps_DDRM.transpose(NpyFile.read(file).toMatrix(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Numbers that do not exist have no cell. */
  private static void put(Map<String, Object> row, String column, Double value) {
    if (value != null && Double.isFinite(value)) {
      row.put(column, value);
    }
  }
}
