package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.collapselab.studies.compare.HeadTap;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;

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
        row.read("config.yaml", file -> ConfigLoader.load(file, List.of()));
    Optional<JsonNode> summary = row.read("summary.json", RunRow::object);
    Optional<JsonNode> provenance = row.read("provenance.json", RunRow::object);
    Optional<Comparison> comparison = row.read("comparison.json", RunRow::comparison);
    LastNumbers numbers =
        new LastNumbers(row.readLarge("metrics.csv", Tables::last).orElse(List.of()));
    config.ifPresent(this::describe);
    state(summary);
    progress(config, summary, provenance, numbers);
    row.put("accuracy", numbers.value("", "accuracy"));
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
    Comparison read = Json.read(file, Comparison.class);
    if (read == null || read.schema() != Comparison.SCHEMA) {
      throw new IOException("its schema is not %d".formatted(Comparison.SCHEMA));
    }
    return read.unavailable() == null ? read : null;
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
    } else if (Files.exists(directory.resolve("summary.json"))) {
      row.put("state", "broken");
      row.put("note", "summary.json cannot be read");
    } else {
      row.put("state", "killed");
      row.put("note", "stopped without a word; 'collapse resume' goes on");
    }
  }

  private void progress(
      Optional<ExperimentConfig> config,
      Optional<JsonNode> summary,
      Optional<JsonNode> provenance,
      LastNumbers numbers) {
    JsonNode end = summary.map(s -> s.path("steps")).filter(JsonNode::isNumber).orElse(null);
    long measured = numbers.step();
    Long step =
        end != null ? Long.valueOf(end.asLong()) : (Long) Math.max(measured, lastCheckpoint());
    row.put("step", step < 0 ? null : step);
    row.put("epoch", numbers.epoch());
    Double size =
        provenance
            .map(p -> p.path("data").path("train").path("size"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::asDouble)
            .orElse(null);
    if (config.isPresent() && size != null) {
      double perEpoch = Math.ceil(size / config.get().train().batchSize());
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

  private static Double dnc1(
      ExperimentConfig config, Optional<Comparison> comparison, LastNumbers numbers) {
    int depth = config.model().head().depth();
    List<HeadTap> head =
        comparison
            .filter(c -> !c.layers().isEmpty())
            .map(HeadTap::of)
            .orElseGet(() -> HeadTap.of(numbers.matrices(), depth));
    return HeadTap.lastHidden(head, depth)
        .map(place -> numbers.value(place, "nc1_trace_ratio"))
        .orElse(null);
  }

  private void losses(Optional<Comparison> comparison, LastNumbers numbers) {
    Double compared =
        comparison.map(Comparison::objective).map(Comparison.Objective::dufmTotal).orElse(null);
    row.put("loss", compared == null ? numbers.value("", "dufm_objective") : compared);
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
