package org.collapselab.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.collapselab.datasets.DataHome;
import org.collapselab.studies.sweep.SweepContext;
import org.collapselab.studies.sweep.TrialParcel;
import org.collapselab.studies.sweep.TrialRunner;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.sweep.SweepFiles;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs the one trial of a partition on an executor; the result is its {@link TrialParcel}. */
final class TrialTask extends AbstractFunction1<Iterator<String>, byte[]> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String sweep;
  private final String dataDir;
  private final String[] command;

  /**
   * @param sweep the resolved YAML
   * @param dataDir where data sets lie on executors; empty leaves it to their environment
   */
  TrialTask(String sweep, Optional<Path> dataDir, List<String> command) {
    this.sweep = sweep;
    this.dataDir = dataDir.map(Path::toString).orElse("");
    this.command = command.toArray(String[]::new);
  }

  @Override
  public byte[] apply(Iterator<String> partition) {
    String trial = partition.next();
    try {
      Path directory = Files.createTempDirectory("collapse-" + trial + "-");
      try {
        new TrialRunner(SweepLoader.parse(sweep), directory, context(directory)).run(trial);
        return TrialParcel.pack(directory, trial);
      } finally {
        TrialParcel.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the files of " + trial + ": " + e, e);
    }
  }

  private SweepContext context(Path directory) {
    Optional<Path> named = Optional.of(dataDir).filter(dir -> !dir.isEmpty()).map(Path::of);
    return new SweepContext(
        DataHome.resolve(named),
        directory.resolve(SweepFiles.RUNS),
        List.of(command),
        TaskContext.get()::isInterrupted,
        1);
  }
}
