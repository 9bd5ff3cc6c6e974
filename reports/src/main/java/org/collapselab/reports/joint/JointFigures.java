package org.collapselab.reports.joint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.Figures;
import org.collapselab.trainer.config.JointConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.Trials;

/** The figures of a file that names several sweeps. */
public final class JointFigures {
  /** No figure of these types has more rows than a sweep has trials. */
  private static final int MAX_ROWS = 50_000;

  private JointFigures() {}

  /**
   * Draws them, in order.
   *
   * @param file see {@link JointConfig}; directories in it are relative to its own
   * @throws org.collapselab.trainer.config.ConfigException if it cannot be read or anything in it
   *     is wrong
   * @throws IOException if a sweep's {@code trials.csv} does not exist or is damaged
   * @throws IllegalArgumentException if a column that it defines cannot be made, or a trial is
   *     there twice
   */
  public static List<Figure> of(Path file) throws IOException {
    JointConfig config = JointConfig.load(file);
    Path home = file.toAbsolutePath().getParent();
    JointTrials joint = new JointTrials();
    for (JointConfig.Part part : config.sweeps()) {
      joint.add(part, home.resolve(part.directory()));
    }
    return Figures.of(data(config, joint, home));
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
