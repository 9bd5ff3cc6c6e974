package org.collapselab.trainer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.DataHome;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.run.Experiment;
import org.collapselab.trainer.run.ProgressListener;
import org.collapselab.trainer.run.RunOptions;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.RunReport;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.run.StoredRun;

/**
 * Real training, small enough for a test: 200 digits, layers fc1 … fc4 of which the last two are
 * the head, 12 steps.
 */
public final class TinyRun {
  public static final String YAML =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      regularization: {l2_backbone: 1e-3, l2_head: [1e-3, 2e-3], lambda_h: 1e-5}
      optimizer: {warmup_steps: 0}
      train: {epochs: 3, batch_size: 50}
      measure: {samples: 100, schedule: {type: log, count: 5}}
      """;

  public static final long STEPS = 12;

  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Path runsDir;
  private DataHome home;
  private RunReport report = run -> {};
  private BooleanSupplier stopRequested = () -> false;
  private int threads = 1;
  private ProgressListener progress = new ProgressListener() {};

  public TinyRun(Path runsDir) {
    this.runsDir = runsDir;
    this.home = DataHome.of(runsDir.resolve("no-data"));
  }

  public TinyRun withData(DataHome dataHome) {
    home = dataHome;
    return this;
  }

  public TinyRun reporting(RunReport writer) {
    report = writer;
    return this;
  }

  public TinyRun stopWhen(BooleanSupplier condition) {
    stopRequested = condition;
    return this;
  }

  public TinyRun followedBy(ProgressListener listener) {
    progress = listener;
    return this;
  }

  public TinyRun onThreads(int count) {
    threads = count;
    return this;
  }

  public RunPlan plan(String... overrides) {
    return RunPlan.of(ConfigLoader.parse(YAML, TestedEngine.with(List.of(overrides))), home);
  }

  public RunResult run(String... overrides) {
    return Experiment.run(plan(overrides), options());
  }

  public RunResult resume(RunResult earlier, String... changes) {
    return Experiment.resume(
        StoredRun.open(earlier.directory().path(), home, List.of(changes)), options());
  }

  private RunOptions options() {
    return new RunOptions(runsDir, List.of("collapse"), progress, report, stopRequested, threads);
  }

  /** Tables, comparison and arrays are the same to the byte. */
  public static void assertSameResults(RunResult run, RunResult expected) throws IOException {
    for (String file : files(expected)) {
      if (file.matches("metrics.csv|spectra.csv|comparison.json|.*[.]npy")) {
        assertThat(content(run, file)).as(file).isEqualTo(content(expected, file));
      }
    }
  }

  public static ByteBuffer content(RunResult of, String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(of.directory().path().resolve(file)));
  }

  /** Relative names of all files, sorted. */
  public static List<String> files(RunResult run) throws IOException {
    Path dir = run.directory().path();
    try (Stream<Path> entries = Files.walk(dir)) {
      return List.copyOf(
          new TreeSet<>(
              entries
                  .filter(Files::isRegularFile)
                  .map(file -> dir.relativize(file).toString())
                  .toList()));
    }
  }

  public static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  public static List<CSVRecord> csv(Path file) throws IOException {
    try (CSVParser parser = CSVParser.parse(file, java.nio.charset.StandardCharsets.UTF_8, CSV)) {
      return parser.getRecords();
    }
  }

  /** Values of a metric in the order of the steps. */
  public static List<Double> values(
      RunResult run, String split, String layer, String tap, String metric) throws IOException {
    List<Double> values = new ArrayList<>();
    for (CSVRecord row : csv(run.directory().metrics())) {
      if (row.get("split").equals(split)
          && row.get("layer").equals(layer)
          && row.get("tap").equals(tap)
          && row.get("metric").equals(metric)) {
        values.add(Double.parseDouble(row.get("value")));
      }
    }
    return values;
  }
}
