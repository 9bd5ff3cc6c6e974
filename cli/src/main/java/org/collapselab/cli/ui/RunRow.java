package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesTable;

/** The row of a network in training or trained. */
final class RunRow {
  private static final double MOST_STEPS = 1e15;

  private final Row row;
  private final Path directory;
  private final boolean locked;

  RunRow(Row row, Path directory, boolean locked) {
    this.row = row;
    this.directory = directory;
    this.locked = locked;
  }

  void fill() {
    Optional<ExperimentConfig> config =
        row.read(RunDirectory.CONFIG, file -> ConfigLoader.load(file, List.of()));
    Optional<JsonNode> summary = row.read(RunDirectory.SUMMARY, RunRow::object);
    Optional<JsonNode> provenance = row.read(RunDirectory.PROVENANCE, RunRow::object);
    Optional<Comparison> comparison = row.read(RunDirectory.COMPARISON, RunRow::comparison);
    SeriesTable numbers =
        row.readLarge(RunTable.METRICS.file(), file -> Tables.last(RunTable.METRICS, file))
            .orElse(SeriesTable.of(List.of()));
    config.ifPresent(this::describe);
    state(summary);
    progress(config, summary, provenance, numbers);
    row.put("accuracy", number(numbers, LayerTap.NETWORK, NetworkMetric.ACCURACY));
    row.put("dnc1", config.map(c -> dnc1(c, comparison, numbers)).orElse(null));
    losses(comparison, numbers);
  }

  private static JsonNode object(Path file) throws IOException {
    JsonNode node = Json.read(file, JsonNode.class);
    if (node == null || !node.isObject()) {
      throw new IOException("it holds no JSON object");
    }
    return node;
  }

  /** Empty where none could be made. */
  static Comparison comparison(Path file) throws IOException {
    Comparison read = Comparison.read(file);
    return read.isAvailable() ? read : null;
  }

  private void describe(ExperimentConfig config) {
    row.put("name", config.name());
    row.put("description", config.description());
    row.put("seed", config.seed());
    row.tag(config.data().set());
    row.tag(config.model().type().toString().toLowerCase(Locale.ROOT));
    row.tag(config.loss().toString().toLowerCase(Locale.ROOT));
    row.tag("L = " + config.model().head().depth());
    row.tag("seed " + config.seed());
  }

  private void state(Optional<JsonNode> summary) {
    if (summary.isPresent()) {
      row.put("state", summary.get().path("state").asText("unknown"));
      row.put("note", summary.get().path("reason").asText(""));
    } else if (locked) {
      row.put("state", "running");
      row.put("note", "");
    } else if (Files.exists(directory.resolve(RunDirectory.SUMMARY))) {
      row.put("state", "broken");
      row.put("note", RunDirectory.SUMMARY + " cannot be read");
    } else {
      row.put("state", "killed");
      row.put("note", "stopped without a word; 'collapse resume' goes on");
    }
  }

  private void progress(
      Optional<ExperimentConfig> config,
      Optional<JsonNode> summary,
      Optional<JsonNode> provenance,
      SeriesTable numbers) {
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
    try {
      return new Checkpoints(new RunDirectory(directory)).last().orElse(-1L);
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
      ExperimentConfig config, Optional<Comparison> comparison, SeriesTable numbers) {
    int depth = config.model().head().depth();
    List<HeadTap> head =
        comparison
            .filter(c -> !c.layers().isEmpty())
            .map(HeadTap::of)
            .orElseGet(() -> HeadTap.of(numbers.matrices(), depth));
    return HeadTap.lastHidden(head, depth)
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
    for (Structure structure : List.of(Structure.DNC, Structure.SRG)) {
      row.put("loss_" + structure.label(), reference(comparison, structure.label()));
    }
  }

  private static Double reference(Optional<Comparison> comparison, String structure) {
    return comparison.stream()
        .flatMap(c -> c.available().stream())
        .filter(reference -> structure.equals(reference.structure()))
        .map(Comparison.Reference::loss)
        .filter(loss -> loss != null)
        .findFirst()
        .orElse(null);
  }
}
