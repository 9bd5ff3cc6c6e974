package org.collapselab.trainer.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.datasets.DataProvenance;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.reference.ObjectiveTerms;
import org.collapselab.trainer.reference.ResultLines;
import org.collapselab.trainer.reference.ResultNumbers;
import org.collapselab.trainer.run.MeasuredLine;
import org.collapselab.trainer.run.RunReport;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.ResidentMemory;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Splits;
import org.collapselab.trainer.store.WholeFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Measures features in files, one snapshot or many, and writes a directory with the files of a run:
 * {@code features.yaml} in place of {@code config.yaml}. The last snapshot is compared with the
 * DUFM.
 */
public final class FeatureMeasurement {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FeatureConfig config;
  private final List<String> command;
  private final Workers workers;
  private final RunReport report;
  private final FeatureProgress progress;

  /**
   * @param path a file or folder of arrays, or a folder of several
   * @param command what the user typed
   * @param workers share the work; the numbers do not depend on how many there are
   * @param report makes the report at the end
   */
  public FeatureMeasurement(
      Path path, FeatureConfig config, List<String> command, Workers workers, RunReport report) {
    this(path, config, command, workers, report, new FeatureProgress() {});
  }

  /**
   * The same, followed by a listener.
   *
   * @param progress is told how far it is
   */
  public FeatureMeasurement(
      Path path,
      FeatureConfig config,
      List<String> command,
      Workers workers,
      RunReport report,
      FeatureProgress progress) {
    this.progress = progress;
    this.path = path;
    this.config = config;
    this.command = List.copyOf(command);
    this.workers = workers;
    this.report = report;
  }

  /**
   * The file with settings beside the arrays: {@code run.yaml} for {@code run.npz} or the folder
   * {@code run}; of a folder of snapshots that has none, the one beside the last snapshot.
   *
   * @throws ArrayException if there are no features at the path
   */
  public static Optional<Path> settings(Path path) {
    List<SnapshotFile> files = SnapshotFile.find(path);
    return beside(path).or(() -> beside(files.get(files.size() - 1).path()));
  }

  private static Optional<Path> beside(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    String name = whole.getFileName() == null ? "" : whole.getFileName().toString();
    Path file = whole.resolveSibling(SnapshotFile.stem(name) + ".yaml");
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * The result.
   *
   * @param lines one per snapshot
   * @param notes sentences on what a reader of the numbers should know
   */
  public record Result(RunDirectory directory, List<MeasuredLine> lines, List<String> notes) {}

  /**
   * Measures.
   *
   * @param parent of the new directory, which is made once it is clear that the measurement can
   *     begin
   * @throws ArrayException if the files cannot be read, or do not fit together
   * @throws IllegalArgumentException if a tap pattern matches nothing
   */
  public Result into(Path parent) {
    List<SnapshotFile> files = SnapshotFile.find(path);
    open(files.get(0)).close(); // before anything is written
    RunDirectory directory = RunDirectory.create(parent, config.name());
    List<MeasuredLine> lines = new ArrayList<>();
    try {
      return measure(files, directory, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to %s: %s".formatted(directory.path(), e), e);
    } catch (RuntimeException e) {
      abandon(directory, lines, e);
      throw e;
    }
  }

  private Result measure(List<SnapshotFile> files, RunDirectory directory, List<MeasuredLine> lines)
      throws IOException {
    long start = System.nanoTime();
    provenance(List.of()).write(directory.provenance()); // it shows what kind of directory this is
    WholeFile.write(directory.featuresConfig(), FeatureConfigLoader.toYaml(config));
    List<DataProvenance.FileHash> hashes = new ArrayList<>();
    Optional<Ending> ending = Optional.empty();
    try (MetricsLog log = MetricsLog.create(directory)) {
      for (int i = 0; i < files.size(); i++) {
        SnapshotFile file = files.get(i);
        try (OpenSnapshot snapshot = open(file)) {
          String name = file.path().toAbsolutePath().normalize().getFileName().toString();
          progress.opened(name, i + 1, files.size(), snapshot.rowsToRead());
          Snapshot measured = snapshot.measure();
          log(log, file.step(), snapshot, measured);
          Tap tap = snapshot.lastHidden();
          lines.add(
              MeasuredLine.of(
                  file.step(), Splits.TRAIN, snapshot.labels().samples(), tap, measured));
          logHeldOut(log, file.step(), snapshot).ifPresent(lines::add);
          hashes.addAll(hashes(snapshot.files()));
          if (i == files.size() - 1) {
            ending = Optional.of(Ending.of(snapshot, measured));
          }
        }
      }
      log.requireInPlace();
    } finally {
      progress.finished();
    }
    provenance(hashes).write(directory.provenance());
    finish(directory, files, ending.orElseThrow(), System.nanoTime() - start);
    return new Result(directory, lines, ending.orElseThrow().notes());
  }

  private OpenSnapshot open(SnapshotFile file) {
    return OpenSnapshot.open(file, path, config, workers, progress);
  }

  private Provenance.OfFeatures provenance(List<DataProvenance.FileHash> hashes) {
    return Provenance.OfFeatures.current(path.toString(), hashes, command, workers.threads());
  }

  /**
   * What is kept of the last snapshot.
   *
   * @param lines for the summary
   * @param numbers the same
   */
  private record Ending(
      FeatureConfig resolved,
      Map<Tap, DMatrixRMaj> means,
      Comparison comparison,
      Map<String, String> lines,
      Map<String, Number> numbers,
      String samples,
      List<String> notes) {
    static Ending of(OpenSnapshot snapshot, Snapshot measured) {
      Comparison comparison = snapshot.compare(measured);
      return new Ending(
          snapshot.resolved(),
          measured.means(),
          comparison,
          ResultLines.of(measured, comparison, snapshot.lastHidden(), true),
          ResultNumbers.of(measured, comparison, snapshot.lastHidden(), true),
          snapshot.samplesInWords(),
          snapshot.notes());
    }
  }

  private MetricsLog.Moment moment(long step, String split) {
    return new MetricsLog.Moment(step, (double) step / config.stepsPerEpoch(), split);
  }

  /** Measures the held-out samples, if there are any. */
  private Optional<MeasuredLine> logHeldOut(MetricsLog log, long step, OpenSnapshot snapshot) {
    if (snapshot.heldOut().isEmpty()) {
      return Optional.empty();
    }
    MetricsLog.Moment moment = moment(step, Splits.TEST);
    Snapshot measured = snapshot.measureHeldOut();
    log.add(moment, measured);
    if (snapshot.isHeldOutFitKnown()) {
      log.add(moment, NetworkMetric.FIT, ObjectiveTerms.fit(measured, config.loss().orElseThrow()));
    }
    log.flush();
    int samples = snapshot.heldOut().get().samples();
    return Optional.of(
        MeasuredLine.of(step, Splits.TEST, samples, snapshot.lastHidden(), measured));
  }

  private void log(MetricsLog log, long step, OpenSnapshot snapshot, Snapshot measured) {
    MetricsLog.Moment moment = moment(step, Splits.TRAIN);
    log.add(moment, measured);
    if (snapshot.isObjectiveKnown()) {
      ObjectiveTerms terms =
          ObjectiveTerms.of(
              measured, snapshot.layers(), config.loss().orElseThrow(), config.lambdaH());
      log.add(moment, NetworkMetric.FIT, terms.fit());
      log.add(moment, NetworkMetric.PENALTY_HEAD, terms.headPenalty());
      log.add(moment, NetworkMetric.PENALTY_FEATURES, terms.featurePenalty());
      log.add(moment, NetworkMetric.PENALTY_BACKBONE, terms.backbonePenalty());
      log.add(moment, NetworkMetric.DUFM_OBJECTIVE, terms.dufmObjective());
    }
    log.flush();
  }

  private void finish(RunDirectory directory, List<SnapshotFile> files, Ending ending, long nanos)
      throws IOException {
    for (Map.Entry<Tap, DMatrixRMaj> means : ending.means().entrySet()) {
      Tap tap = means.getKey();
      new ClassMeans(new LayerTap(tap.layer(), tap.side().label()), means.getValue())
          .write(directory);
    }
    ending.comparison().write(directory.comparison());
    WholeFile.write(directory.featuresConfig(), FeatureConfigLoader.toYaml(ending.resolved()));
    Map<String, String> headline = new LinkedHashMap<>();
    ResidentMemory.peak().ifPresent(b -> headline.put("peak memory", "%.2f GB".formatted(b / 1e9)));
    headline.put(RunSummary.MEASURED_ON, ending.samples());
    headline.put(RunSummary.FOLLOWED_ON, ending.samples());
    headline.putAll(ending.lines());
    boolean alone = files.size() == 1;
    long last = files.get(files.size() - 1).step();
    directory.finish(
        new RunSummary(
            config.name(),
            config.description(),
            EndState.COMPLETED,
            String.join(" ", reason(files), String.join(" ", ending.notes())).strip(),
            alone ? null : (Long) last,
            alone ? null : (Double) ((double) last / config.stepsPerEpoch()),
            nanos / 1e9,
            nanos / 1e9,
            null,
            headline,
            ending.numbers()));
    report.write(directory.path());
  }

  private String reason(List<SnapshotFile> files) {
    return files.size() == 1
        ? "measured from %s.".formatted(path)
        : "measured from %d snapshots in %s.".formatted(files.size(), path);
  }

  private static List<DataProvenance.FileHash> hashes(List<Path> files) {
    List<DataProvenance.FileHash> hashes = new ArrayList<>();
    for (Path file : files) {
      hashes.add(new DataProvenance.FileHash(file.toString(), sha256(file)));
    }
    return hashes;
  }

  private static String sha256(Path file) {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return Digests.hex(digest);
  }

  /** Leaves nothing behind if nothing was measured; otherwise records why it ended. */
  private void abandon(RunDirectory directory, List<MeasuredLine> lines, RuntimeException e) {
    if (lines.isEmpty()) {
      directory.delete();
      return;
    }
    long step = lines.get(lines.size() - 1).step();
    RunSummary.failed(
            config.name(),
            config.description(),
            String.valueOf(e.getMessage()),
            step,
            (double) step / config.stepsPerEpoch())
        .write(directory.summary());
  }
}
