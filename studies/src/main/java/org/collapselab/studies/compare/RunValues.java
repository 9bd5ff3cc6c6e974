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
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.SpectrumMetric;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.RecordedConfig;
import org.collapselab.trainer.reference.NetworkOutcome;
import org.collapselab.trainer.reference.Verdict;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;
import org.collapselab.trainer.store.Splits;
import org.collapselab.trainer.store.sweep.Finding;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The row of a network in {@code runs.csv}. */
record RunValues(
    Path path,
    RecordedConfig config,
    Optional<RunSummary> summary,
    Optional<Comparison> comparison,
    SeriesTable metrics,
    List<HeadTap> head) {
  Map<String, Object> all() {
    Map<String, Object> row = new LinkedHashMap<>();
    long steps =
        summary
            .map(RunSummary::steps)
            .orElse(metrics.lastPoint().map(Series.Point::step).orElse(0L));
    row.put(Run.STEPS, steps);
    summary.ifPresent(s -> put(row, Run.SECONDS, s.seconds()));
    put(
        row,
        Run.ACCURACY,
        metrics
            .lastOnTraining(LayerTap.NETWORK, NetworkMetric.ACCURACY.label())
            .orElse(Double.NaN));
    put(
        row,
        Run.TEST_ACCURACY,
        metrics
            .last(Splits.TEST, LayerTap.NETWORK, NetworkMetric.ACCURACY.label())
            .orElse(Double.NaN));
    put(row, Run.DNC1, dnc1().orElse(Double.NaN));
    put(
        row,
        Run.FIT,
        metrics.lastOnTraining(LayerTap.NETWORK, NetworkMetric.FIT.label()).orElse(Double.NaN));
    put(
        row,
        Run.TEST_FIT,
        metrics.last(Splits.TEST, LayerTap.NETWORK, NetworkMetric.FIT.label()).orElse(Double.NaN));
    losses(row);
    outcome().ifPresent(outcome -> row.put(Run.OUTCOME, outcome.label()));
    ranks(row);
    comparison.ifPresent(c -> structures(row, c));
    return row;
  }

  private OptionalDouble dnc1() {
    return HeadTap.lastHidden(head, config.depth())
        .map(place -> metrics.lastOnTraining(place, FeatureMetric.NC1_TRACE_RATIO.label()))
        .orElse(OptionalDouble.empty());
  }

  private void losses(Map<String, Object> row) {
    double loss =
        comparison
            .map(c -> c.objective().dufmTotal())
            .orElse(
                metrics
                    .lastOnTraining(LayerTap.NETWORK, NetworkMetric.DUFM_OBJECTIVE.label())
                    .orElse(Double.NaN));
    put(row, Run.LOSS, loss);
    List<Comparison.Reference> references = comparison.map(Comparison::available).orElse(List.of());
    for (Comparison.Reference reference : references) {
      row.put(Finding.REFERENCE_LOSS.of(reference.structure()), reference.loss());
      if (reference.structure().equals(Structure.DNC.label())) {
        put(row, Run.LOSS_OVER_DNC, loss / reference.loss());
      }
    }
    references.stream()
        .min(Comparator.comparing(Comparison.Reference::loss))
        .ifPresent(
            best -> {
              put(row, Run.OVER_BEST_KNOWN, loss / best.loss());
              row.put(Run.BEST_REFERENCE, best.structure());
            });
    comparison.ifPresent(c -> put(row, Finding.BALANCE_GAP.label(), c.objective().balanceGap()));
  }

  private void ranks(Map<String, Object> row) {
    for (HeadTap tap : head) {
      if (!tap.isWeight()) {
        metrics
            .lastOnTraining(tap.place(), SpectrumMetric.RANK_NUMERICAL.label())
            .ifPresent(
                rank -> tap.rankColumns(head).forEach(column -> row.put(column, (long) rank)));
      }
    }
  }

  private static void structures(Map<String, Object> row, Comparison comparison) {
    for (Comparison.Layer layer : comparison.structured()) {
      row.put("structure_" + layer.index(), layer.geometry().value());
      put(row, "structure_score_" + layer.index(), layer.geometry().best().score());
      put(row, "structure_chance_" + layer.index(), layer.geometry().best().chance());
    }
  }

  private Optional<Verdict> outcome() {
    return summary.map(RunSummary::state).flatMap(Run::outcomeOf).or(this::judged);
  }

  private Optional<Verdict> judged() {
    int depth = config.depth();
    List<DMatrixRMaj> pre = new ArrayList<>();
    List<DMatrixRMaj> post = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      HeadTap.before(head, l).flatMap(this::means).ifPresent(pre::add);
      HeadTap.activated(head, l).flatMap(this::means).ifPresent(post::add);
    }
    if (depth == 0 || config.loss().isEmpty()) {
      return Optional.empty();
    }
    return HeadTap.place(head, HeadTap.OUTPUT)
        .flatMap(this::means)
        .flatMap(
            output ->
                NetworkOutcome.of(
                    pre, post, output, dnc1(), depth, config.loss().get(), config.activation()));
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

  /** Missing numbers have no cell. */
  private static void put(Map<String, Object> row, String column, Double value) {
    if (value != null && Double.isFinite(value)) {
      row.put(column, value);
    }
  }
}
