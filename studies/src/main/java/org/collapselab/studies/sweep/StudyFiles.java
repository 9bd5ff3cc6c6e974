package org.collapselab.studies.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.studies.dufm.DufmModel;
import org.collapselab.studies.dufm.PolishedReference;
import org.collapselab.studies.dufm.SeedResult;
import org.collapselab.studies.dufm.StudyResult;
import org.collapselab.studies.dufm.StudySettings;
import org.collapselab.theory.Prediction;
import org.collapselab.trainer.config.DufmTrial;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.sweep.Findings;
import org.collapselab.trainer.store.sweep.ReferenceLosses;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * The directory of a study, in the format of a sweep with one setting. At every progress report,
 * the seeds are recorded as stopped, so that a study that is killed keeps its curves and can be
 * resumed as a sweep. In addition, {@code references.csv} holds the closed forms and their polished
 * minima.
 */
public final class StudyFiles implements Descent.Listener {
  private final SweepDirectory directory;
  private final StudySettings settings;
  private final List<Trial> trials;
  private final List<Findings> findings = new ArrayList<>();
  private final long[] written; // last step of each seed in its curves
  private final long start = System.nanoTime();

  private StudyFiles(SweepDirectory directory, StudySettings settings) {
    this.directory = directory;
    this.settings = settings;
    this.trials = Trial.of(directory.config());
    this.written = new long[trials.size()];
    for (int i = 0; i < written.length; i++) {
      findings.add(new Findings());
      written[i] = -1;
    }
  }

  /** Creates the directory; {@code command} is what the user typed. */
  public static StudyFiles create(Path runs, StudySettings settings, List<String> command) {
    return new StudyFiles(
        SweepDirectory.create(
            runs,
            SweepLoader.ofDufm(settings.trial(), settings.seeds(), settings.firstSeed()),
            command,
            path -> new ReferenceLosses(closedForms(settings.model())).write(references(path))),
        settings);
  }

  /**
   * Writes the polished references that are missing if the process of a study was killed. Other
   * sweeps have no {@code references.csv}.
   */
  static void complete(SweepDirectory directory) {
    Path file = references(directory.path());
    boolean study =
        Files.exists(file)
            && directory.config().settings().get(0).trial() instanceof DufmTrial trial
            && trial.polish();
    if (!study || !directory.open(false).isEmpty()) {
      return;
    }
    DufmModel model = DufmModel.of((DufmTrial) directory.config().settings().get(0).trial());
    try {
      if (ReferenceLosses.read(file).rows().stream().noneMatch(ReferenceLosses.Row::polished)) {
        List<ReferenceLosses.Row> rows = new ArrayList<>(closedForms(model));
        for (Prediction prediction : model.predictions()) {
          if (PolishedReference.applies(prediction)) {
            rows.add(polished(PolishedReference.of(prediction, model.collapsed())));
          }
        }
        new ReferenceLosses(rows).write(file);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The directory. */
  public SweepDirectory directory() {
    return directory;
  }

  @Override
  public void looked(long step, List<Descent.Progress> runs) {
    for (int i = 0; i < runs.size(); i++) {
      Descent.Progress run = runs.get(i);
      if (run.step() > written[i]) { // not again for a run that has ended
        DufmTrials.progress(run, findings.get(i));
        written[i] = run.step();
        add(i, EndState.INTERRUPTED, "stopped at step " + run.step());
      }
    }
    directory.writeProgress();
  }

  /** Writes the results. */
  public void write(StudyResult result) {
    for (int i = 0; i < trials.size(); i++) {
      SeedResult seed = result.seeds().get(i);
      if (seed.end().diverged()) {
        add(i, EndState.DIVERGED, DufmTrials.divergence(seed.descent()));
      } else {
        DufmTrials.describe(seed, settings.trial(), findings.get(i));
        boolean stopped = result.stopped();
        add(
            i,
            stopped ? EndState.INTERRUPTED : EndState.COMPLETED,
            stopped ? "stopped before its end" : "");
      }
    }
    directory.writeTables();
    writeReferences(result);
    directory.finish();
  }

  private void add(int i, EndState state, String reason) {
    double seconds = (System.nanoTime() - start) / 1e9;
    directory.add(trials.get(i), state, reason, seconds, findings.get(i));
  }

  private void writeReferences(StudyResult result) {
    List<ReferenceLosses.Row> rows = new ArrayList<>(closedForms(settings.model()));
    result.polished().forEach(p -> rows.add(polished(p)));
    Path file = references(directory.path());
    try {
      new ReferenceLosses(rows).write(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static Path references(Path directory) {
    return directory.resolve(SweepFiles.REFERENCES);
  }

  private static List<ReferenceLosses.Row> closedForms(DufmModel model) {
    return model.predictions().stream()
        .map(p -> new ReferenceLosses.Row(p.structure().label(), false, p.loss()))
        .toList();
  }

  private static ReferenceLosses.Row polished(PolishedReference p) {
    return new ReferenceLosses.Row(p.structure().label(), true, p.outcome().loss());
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
  }
}
