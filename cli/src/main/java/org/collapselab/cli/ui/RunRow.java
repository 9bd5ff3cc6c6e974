package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.studies.compare.HeadTap;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.RecordedConfig;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;

/** The row of a network that is training or has been trained. */
final class RunRow {
  private static final double MOST_STEPS = 1e15;

  private static final long LARGEST_TABLE = 64L << 30;

  private final Row row;
  private final Optional<JsonNode> provenance;
  private final boolean locked;

  RunRow(Row row, Optional<JsonNode> provenance, boolean locked) {
    this.row = row;
    this.provenance = provenance;
    this.locked = locked;
  }

  /**
   * @param measured whether it is a later measurement of a run or a model, which has no end state
   */
  void fill(boolean measured) {
    Optional<RecordedConfig> config =
        row.read(configFile(), file -> RecordedConfig.read(new RunDirectory(file.getParent())));
    Optional<JsonNode> summary = row.read(RunDirectory.SUMMARY, RunRow::object);
    Optional<Comparison> comparison = row.read(RunDirectory.COMPARISON, RunRow::comparison);
    SeriesTable numbers =
        row.read(
                RunTable.METRICS.file(),
                LARGEST_TABLE,
                file -> Tables.lastSteps(RunTable.METRICS, file))
            .orElse(SeriesTable.of(List.of()));
    config.ifPresent(this::describe);
    if (measured) {
      row.put("state", "measured");
      row.put("note", "");
      row.tag("measurement");
      row.put("step", numbers.lastPoint().map(Series.Point::step).orElse(null));
    } else {
      state(summary);
      progress(config.flatMap(RecordedConfig::experiment), summary, numbers);
    }
    row.put("accuracy", number(numbers, LayerTap.NETWORK, NetworkMetric.ACCURACY));
    row.put("dnc1", config.map(c -> dnc1(c, comparison, numbers)).orElse(null));
    losses(comparison, numbers);
  }

  static JsonNode object(Path file) throws IOException {
    JsonNode node = Json.read(file, JsonNode.class);
    if (node == null || !node.isObject()) {
      throw new IOException("it is not a JSON object");
    }
    return node;
  }

  /** Empty if the comparison could not be made. */
  static Comparison comparison(Path file) throws IOException {
    Comparison read = Comparison.read(file);
    return read.isAvailable() ? read : null;
  }

  private String configFile() {
    return row.has(RunDirectory.FEATURES_CONFIG)
        ? RunDirectory.FEATURES_CONFIG
        : RunDirectory.CONFIG;
  }

  private void describe(RecordedConfig config) {
    row.put("name", config.name());
    row.put("description", config.description());
    row.put("seed", config.seed());
    row.put(VariedKeys.PART, VariedKeys.of(config.trial()));
    config
        .experiment()
        .ifPresentOrElse(
            experiment -> {
              row.tag(experiment.data().label());
              row.tag(experiment.model().type().toString().toLowerCase(Locale.ROOT));
            },
            () -> row.tag("features"));
    config.loss().ifPresent(loss -> row.tag(loss.toString().toLowerCase(Locale.ROOT)));
    row.tag("L = " + config.depth());
    row.tag("seed " + config.seed());
  }

  private void state(Optional<JsonNode> summary) {
    if (summary.isPresent()) {
      row.put("state", summary.get().path("state").asText("unknown"));
      row.put("note", summary.get().path("reason").asText(""));
    } else if (locked) {
      row.put("state", "running");
      row.put("note", "");
    } else if (row.has(RunDirectory.SUMMARY)) {
      row.put("state", "broken");
      row.put("note", RunDirectory.SUMMARY + " cannot be read");
    } else {
      row.put("state", "killed");
      row.put(
          "note", "the process ended without a summary. Continue with: collapse resume DIRECTORY");
    }
  }

  private void progress(
      Optional<ExperimentConfig> config, Optional<JsonNode> summary, SeriesTable numbers) {
    JsonNode end = summary.map(s -> s.path("steps")).filter(JsonNode::isNumber).orElse(null);
    long measured = numbers.lastPoint().map(Series.Point::step).orElse(-1L);
    Long step =
        end != null ? Long.valueOf(end.asLong()) : (Long) Math.max(measured, lastCheckpoint());
    row.put("step", step < 0 ? null : step);
    row.put("epoch", numbers.lastPoint().map(Series.Point::epoch).orElse(Double.NaN));
    OptionalDouble size =
        provenance.map(Provenance::trainingSamples).orElse(OptionalDouble.empty());
    if (config.isPresent() && size.isPresent()) {
      double perEpoch = Math.ceil(size.getAsDouble() / config.get().train().batchSize());
      double total = config.get().train().epochs() * perEpoch;
      row.put("total_steps", total > 0 && total < MOST_STEPS ? (Long) (long) total : null);
    }
  }

  private long lastCheckpoint() {
    Optional<Path> folder = row.folder(RunDirectory.CHECKPOINTS);
    if (folder.isEmpty()) {
      return -1;
    }
    try {
      return new Checkpoints(new RunDirectory(folder.get().getParent())).last().orElse(-1L);
    } catch (UncheckedIOException e) {
      row.problem("checkpoints cannot be listed: " + e.getCause().getMessage());
      return -1;
    }
  }

  /** On the training set; {@code null} if it was not measured. */
  private static Double number(SeriesTable numbers, LayerTap place, Metric metric) {
    OptionalDouble last = numbers.lastOnTraining(place, metric.label());
    return last.isPresent() ? (Double) last.getAsDouble() : null;
  }

  private static Double dnc1(
      RecordedConfig config, Optional<Comparison> comparison, SeriesTable numbers) {
    List<HeadTap> head =
        comparison
            .filter(c -> !c.layers().isEmpty())
            .map(HeadTap::of)
            .orElseGet(() -> HeadTap.of(numbers.matrices(), config));
    return HeadTap.lastHidden(head, config.depth())
        .map(place -> number(numbers, place, FeatureMetric.NC1_TRACE_RATIO))
        .orElse(null);
  }

  private void losses(Optional<Comparison> comparison, SeriesTable numbers) {
    Double compared =
        comparison.map(Comparison::objective).map(Comparison.Objective::dufmTotal).orElse(null);
    row.put(
        "loss",
        compared == null
            ? number(numbers, LayerTap.NETWORK, NetworkMetric.DUFM_OBJECTIVE)
            : compared);
    ShownReferences references = ShownReferences.of(row, comparison);
    for (Structure structure : List.of(Structure.DNC, Structure.SRG)) {
      row.put("loss_" + structure.label(), references.loss(structure.label()));
    }
    row.put("loss_best_known", references.least());
  }
}
