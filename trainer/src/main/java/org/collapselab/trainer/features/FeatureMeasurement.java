package org.collapselab.trainer.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataProvenance;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.hooks.Snapshot;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.run.MeasuredLine;
import org.collapselab.trainer.run.RunReport;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;

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
    provenance(List.of()).write(directory.provenance()); // it shows what kind of directory this is
    List<DataProvenance.FileHash> hashes = new ArrayList<>();
    List<String> notes = List.of();
    try (MeasuredDirectory into = new MeasuredDirectory(directory, config)) {
      for (int i = 0; i < files.size(); i++) {
        SnapshotFile file = files.get(i);
        try (OpenSnapshot snapshot = open(file)) {
          String name = file.path().toAbsolutePath().normalize().getFileName().toString();
          progress.opened(name, i + 1, files.size(), snapshot.rowsToRead());
          ForeignNetwork network = snapshot.network();
          Snapshot measured = into.measure(file.step(), network, workers);
          lines.add(MeasuredDirectory.line(file.step(), network, measured));
          snapshot
              .heldOut()
              .map(test -> into.measureHeldOut(file.step(), network, test, workers))
              .ifPresent(lines::add);
          hashes.addAll(hashes(snapshot.files()));
          if (i == files.size() - 1) {
            provenance(hashes).write(directory.provenance());
            notes = snapshot.notes();
            into.finish(network, measured, ending(files, notes), report);
          }
        }
      }
    } finally {
      progress.finished();
    }
    return new Result(directory, lines, notes);
  }

  private OpenSnapshot open(SnapshotFile file) {
    return OpenSnapshot.open(file, path, config, progress);
  }

  private MeasuredDirectory.Ending ending(List<SnapshotFile> files, List<String> notes) {
    Long last = files.size() == 1 ? null : (Long) files.get(files.size() - 1).step();
    return new MeasuredDirectory.Ending(EndState.COMPLETED, reason(files), notes, last);
  }

  private Provenance.OfFeatures provenance(List<DataProvenance.FileHash> hashes) {
    return Provenance.OfFeatures.current(path.toString(), hashes, command, workers.threads());
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
