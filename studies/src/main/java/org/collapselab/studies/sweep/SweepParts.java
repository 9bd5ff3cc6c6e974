package org.collapselab.studies.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * Sweeps of the same settings with other seeds each, such as those that ran on several machines, as
 * one.
 *
 * @param config the first sweep's, with the seeds of all
 * @param files all trials
 */
public record SweepParts(SweepConfig config, SweepFiles files) {

  /**
   * Reads the directories of one or more sweeps.
   *
   * @throws IllegalArgumentException if one is not the directory of a sweep, if they have other
   *     settings, or if two have the same trial
   * @throws IOException if a file is damaged; the message names it
   */
  public static SweepParts read(List<Path> directories) throws IOException {
    List<SweepConfig> configs = new ArrayList<>();
    List<SweepFiles> parts = new ArrayList<>();
    for (Path directory : directories) {
      Path yaml = directory.resolve(SweepFiles.YAML);
      if (!Files.exists(yaml)) {
        throw new IllegalArgumentException(
            directory + " is not the directory of a sweep: it has no " + SweepFiles.YAML);
      }
      SweepConfig config = SweepLoader.loadStored(yaml);
      new SweepOrigin(directory, config).requireOwnResults();
      if (!configs.isEmpty() && !configs.get(0).settings().equals(config.settings())) {
        throw new IllegalArgumentException(
            "%s and %s have different settings, so their trials cannot be drawn together"
                .formatted(directories.get(0), directory));
      }
      configs.add(config);
      parts.add(SweepFiles.read(directory));
    }
    return new SweepParts(merged(configs), SweepFiles.merged(parts));
  }

  private static SweepConfig merged(List<SweepConfig> configs) {
    SweepConfig first = configs.get(0);
    List<Long> seeds =
        configs.stream().flatMap(c -> c.seeds().stream()).distinct().sorted().toList();
    return new SweepConfig(
        first.name(),
        first.title(),
        first.paper(),
        first.claim(),
        first.settings(),
        seeds,
        first.figures(),
        first.expect(),
        first.yaml());
  }

  /** The figures of the report. */
  public List<Figure> figures() throws IOException {
    return SweepReportWriter.figures(files, config);
  }
}
