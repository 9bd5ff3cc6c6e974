package org.collapselab.studies.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The row of a network in {@code runs.csv}. */
record RunValues(
    Path path,
    ExperimentConfig config,
    Optional<RunSummary> summary,
    Optional<Comparison> comparison,
    SeriesTable metrics,
    List<HeadTap> head) {
  static final String DNC1_METRIC = "nc1_trace_ratio";

  Map<String, Object> all() {
    Map<String, Object> row = new LinkedHashMap<>();
    long steps =
        summary
            .map(RunSummary::steps)
            .orElse(metrics.lastPoint().map(Series.Point::step).orElse(0L));
    row.put("steps", steps);
    summary.ifPresent(s -> put(row, "seconds", s.seconds()));
    put(row, "accuracy", metrics.lastOnTraining(LayerTap.NETWORK, "accuracy").orElse(Double.NaN));
    put(
        row,
        "test_accuracy",
        metrics.last(Splits.TEST, LayerTap.NETWORK, "accuracy").orElse(Double.NaN));
    put(row, Run.DNC1, dnc1().orElse(Double.NaN));
    put(row, "fit", metrics.lastOnTraining(LayerTap.NETWORK, "fit").orElse(Double.NaN));
    put(row, "test_fit", metrics.last(Splits.TEST, LayerTap.NETWORK, "fit").orElse(Double.NaN));
    losses(row);
    outcome().ifPresent(outcome -> row.put(Run.OUTCOME, outcome));
    ranks(row);
    comparison.ifPresent(c -> structures(row, c));
    return row;
  }

  private OptionalDouble dnc1() {
    return HeadTap.lastHidden(head, config.model().head().depth())
        .map(place -> metrics.lastOnTraining(place, DNC1_METRIC))
        .orElse(OptionalDouble.empty());
  }

  private void losses(Map<String, Object> row) {
    double loss =
        comparison
            .map(c -> c.objective().dufmTotal())
            .orElse(metrics.lastOnTraining(LayerTap.NETWORK, "dufm_objective").orElse(Double.NaN));
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
            .lastOnTraining(tap.place(), "rank_numerical")
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
    return summary.map(RunSummary::state).flatMap(Run::outcomeOf).or(this::judged);
  }

  private Optional<String> judged() {
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
  private Optional<DMatrixRMaj> means(LayerTap place) {
    try {
      return ClassMeans.read(new RunDirectory(path), place)
          .map(read -> CommonOps_DDRM.transpose(read.means(), null));
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
