package org.collapselab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.SweepDirectory;
import org.collapselab.studies.sweep.SweepListener;
import org.collapselab.studies.sweep.SweepRunner;
import org.collapselab.studies.sweep.Threads;
import org.collapselab.studies.sweep.TrialExecutor;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.Csv;

/** A sweep run twice, in threads and on Spark. */
record SweepPair(SweepDirectory inThreads, SweepDirectory onSpark) {
  /** Reads what the wall clock says; everything else must be the same. */
  private static final List<String> TIMES = List.of("seconds", "samples_per_second");

  static SweepPair of(String yaml, Path runs) {
    return new SweepPair(create(yaml, runs), create(yaml, runs));
  }

  private static SweepDirectory create(String yaml, Path runs) {
    return SweepDirectory.create(runs, SweepLoader.parse(yaml), List.of("collapse", "sweep"));
  }

  static boolean run(
      SweepDirectory directory,
      TrialExecutor executor,
      BooleanSupplier stop,
      SweepListener listener) {
    SweepContext context =
        new SweepContext(
            DataHome.of(directory.path()),
            directory.path().resolve("runs"),
            List.of("collapse"),
            stop,
            1);
    return SweepRunner.run(directory, context, executor, false, listener);
  }

  /** Runs both and compares them. */
  void run(String master, Map<String, String> settings, SweepListener listener) {
    TrialExecutor spark = new SparkCluster().executor(master, settings, Optional.empty());
    assertThat(run(onSpark, spark, () -> false, listener)).isTrue();
    compare();
  }

  void compare() {
    run(inThreads, new Threads(1), () -> false, new SweepListener() {});
    assertThat(rows(onSpark)).isEqualTo(rows(inThreads));
    for (String table : List.of("curves.csv", "spectra.csv", "jumps.csv", "predictions.csv")) {
      assertThat(onSpark.path().resolve(table))
          .hasSameTextualContentAs(inThreads.path().resolve(table));
    }
  }

  /** Rows of {@code trials.csv} without the times. */
  static List<Map<String, String>> rows(SweepDirectory directory) {
    try (CSVParser table = Csv.open(directory.path().resolve("trials.csv"))) {
      List<Map<String, String>> rows = table.stream().map(CSVRecord::toMap).toList();
      rows.forEach(row -> TIMES.forEach(row::remove));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
