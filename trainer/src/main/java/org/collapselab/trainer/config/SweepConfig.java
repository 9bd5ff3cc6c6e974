package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.models.EngineName;

/**
 * A sweep, fully resolved: every setting with every seed is one trial.
 *
 * @param name names its run directories
 * @param title heading of the report
 * @param paper the figure of a paper that it reproduces; empty if none
 * @param claim the expected result, in a sentence or two; empty if none
 * @param settings the combinations, in order
 * @param seeds ascending
 * @param figures of the report
 * @param expect what the trials are expected to find together, see {@link
 *     org.collapselab.trainer.expect.SweepExpectation}
 * @param yaml the resolved file, which loads to an equal sweep
 */
public record SweepConfig(
    String name,
    String title,
    String paper,
    String claim,
    List<SweepSetting> settings,
    List<Long> seeds,
    List<FigureConfig> figures,
    List<String> expect,
    String yaml) {

  public SweepConfig {
    settings = List.copyOf(settings);
    seeds = List.copyOf(seeds);
    figures = List.copyOf(figures);
    expect = List.copyOf(expect);
  }

  /** What runs the networks of the first setting that trains any; Deeplearning4j if none does. */
  public EngineName engine() {
    return settings.stream()
        .flatMap(setting -> setting.trial().network().stream())
        .map(network -> network.engine().name())
        .findFirst()
        .orElse(EngineName.DL4J);
  }

  /** Number of trials. */
  public int trials() {
    return settings.size() * seeds.size();
  }
}
