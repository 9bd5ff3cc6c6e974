package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.studies.compare.ComparisonFiles;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** The content of the page of one run or sweep, apart from its curves. */
record Details(RunsFolder folder, Rows rows) {
  /** Files that are served, as text unless they are pages. */
  static final List<String> FILES =
      Stream.concat(
              Stream.of(
                  RunDirectory.REPORT,
                  ComparisonFiles.PAGE,
                  RunDirectory.CONFIG,
                  RunDirectory.FEATURES_CONFIG,
                  SweepFiles.YAML,
                  RunDirectory.LOG,
                  RunDirectory.SUMMARY,
                  RunDirectory.PROVENANCE,
                  RunDirectory.REFERENCES,
                  RunDirectory.COMPARISON,
                  RunDirectory.EXPECTATIONS,
                  RunTable.METRICS.file(),
                  RunTable.SPECTRA.file(),
                  SweepFiles.TRIALS,
                  SweepFiles.CURVES,
                  SweepFiles.JUMPS,
                  SweepFiles.PREDICTIONS),
              ComparisonFiles.tables().stream())
          .toList();

  ObjectNode of(String id) throws InterruptedException {
    Path directory = folder.directory(id);
    ObjectNode row = rows.row(id);
    ArrayNode files = JsonTree.array();
    FILES.stream().filter(f -> folder.file(directory, f).isPresent()).forEach(files::add);
    ObjectNode details =
        JsonTree.object("run", row, "directory", directory.toString(), "files", files);
    if (row.path("kind").asText().equals("sweep")) {
      Row table = new Row(folder, directory);
      details.set("trials", SweepRow.trials(table).orElse(null));
      details.set("runs", rows.ofSweep(id));
    } else {
      Row ofRun = new Row(folder, directory);
      Optional<Comparison> comparison = ofRun.read(RunDirectory.COMPARISON, RunRow::comparison);
      details.set("references", ShownReferences.of(ofRun, comparison).json());
      details.set("comparison", comparison.map(Details::comparison).orElse(null));
    }
    return details;
  }

  private static ObjectNode comparison(Comparison comparison) {
    ArrayNode layers = JsonTree.array();
    comparison
        .layers()
        .forEach(
            l ->
                layers.add(
                    JsonTree.object("layer", l.layer(), "tap", l.tap(), "symbol", l.symbol())));
    return JsonTree.object(
        "layers",
        layers,
        "matched_lambda_h",
        Optional.ofNullable(comparison.problem())
            .filter(p -> Boolean.TRUE.equals(p.lambdaHMatched()))
            .map(Comparison.Problem::lambdaH)
            .orElse(null));
  }
}
