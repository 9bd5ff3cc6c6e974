package org.collapselab.studies.dufm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.trainer.config.CompareConfig;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.run.RunReport;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.MatchedDufm;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The report of a run with the matched DUFM that its configuration asks for. It is written before
 * that DUFM is trained, which may take long, and again after.
 *
 * @param threads seeds trained at the same time, ≥ 1
 * @param listener hears about them
 * @param stop polled; true ends the training of the DUFM early
 */
public record MatchedReport(int threads, MatchedStudy.Listener listener, BooleanSupplier stop)
    implements RunReport {

  @Override
  public void write(Path run) throws IOException {
    RunDirectory directory = new RunDirectory(run);
    CompareConfig compare = ConfigLoader.recorded(directory.config(), List.of()).compare();
    if (compare.asksForDufm() && !isThere(directory, compare)) {
      match(directory, MatchedOptions.of(compare));
    }
    ReportWriter.write(run);
  }

  private static boolean isThere(RunDirectory directory, CompareConfig compare) throws IOException {
    Path file = directory.matchedDufm();
    if (!Files.exists(file) || !Files.exists(directory.comparison())) {
      return false;
    }
    MatchedDufm matched = MatchedDufm.read(file);
    return matched.isAvailable()
        && matched.ends().size() >= compare.dufmSeeds()
        && matched.belongsTo(Comparison.read(directory.comparison()));
  }

  private void match(RunDirectory directory, MatchedOptions options) throws IOException {
    MatchedRun run;
    MatchedSettings settings;
    try {
      run = MatchedRun.open(directory.path());
      settings = MatchedSettings.of(run.head(), options);
    } catch (IllegalArgumentException e) {
      MatchedDufm.unavailable(e.getMessage()).write(directory.matchedDufm());
      return;
    }
    MatchedDufm.unavailable(
            "It has not been computed to its end; collapse resume %s computes the rest."
                .formatted(directory.path().getFileName()))
        .write(directory.matchedDufm());
    ReportWriter.write(directory.path());
    run.match(settings, options.seedValues(), threads, listener, stop);
  }
}
