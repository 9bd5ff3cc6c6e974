package org.collapselab.reports.joint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.Figures;
import org.collapselab.trainer.config.JointConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * The figures and tables of a file that names several sweeps.
 *
 * @param tables Markdown; empty if the file asks for none
 */
public record Joint(List<Figure> figures, String tables) {
  /** No figure of these types has more rows than a sweep has trials. */
  private static final int MAX_ROWS = 50_000;

  /**
   * Makes them, in order.
   *
   * @param file see {@link JointConfig}; directories in it are relative to its own
   * @throws org.collapselab.trainer.config.ConfigException if it cannot be read or anything in it
   *     is wrong
   * @throws IOException if a sweep's {@code trials.csv} does not exist or is damaged
   * @throws IllegalArgumentException if a column that it defines cannot be made, a condition cannot
   *     be read, or a trial is there twice
   */
  public static Joint of(Path file) throws IOException {
    JointConfig config = JointConfig.load(file);
    Path home = file.toAbsolutePath().getParent();
    JointTrials joint = new JointTrials();
    for (JointConfig.Part part : config.sweeps()) {
      joint.add(part, home.resolve(part.directory()));
    }
    List<Figure> figures =
        config.figures().isEmpty() ? List.of() : Figures.of(data(config, joint, home));
    return new Joint(figures, tables(config, joint.trials()));
  }

  private static String tables(JointConfig config, Trials trials) {
    JointTables tables = new JointTables(trials);
    return Stream.concat(
            config.tables().stream().map(tables::table),
            config.tests().stream().map(test -> tables.test(test) + "\n"))
        .collect(Collectors.joining("\n"));
  }

  private static SweepData data(JointConfig config, JointTrials joint, Path home) {
    SweepConfig sweep =
        new SweepConfig(
            "joint",
            config.title(),
            "",
            "",
            joint.settings(),
            List.of(),
            config.figures(),
            List.of(),
            "");
    Trials trials = joint.trials();
    SweepFiles files =
        new SweepFiles(
            List.of(home),
            Optional.empty(),
            Optional.empty(),
            Optional.of(trials),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new SweepData(sweep, files, trials, MAX_ROWS);
  }
}
