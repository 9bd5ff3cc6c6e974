package org.collapselab.trainer.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.ResidentMemory;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Splits;
import org.collapselab.trainer.store.WholeFile;
import org.ejml.data.DMatrixRMaj;

/**
 * The directory of measurements of a {@link ForeignNetwork}, with the files of a run: {@code
 * features.yaml} in place of {@code config.yaml}. It can be finished, measured into again and
 * finished anew.
 */
public final class MeasuredDirectory implements AutoCloseable {
  private final RunDirectory directory;
  private final FeatureConfig config;
  private final MetricsLog log;
  private final long start = System.nanoTime();
  private long measuring;
  private boolean finished;

  /**
   * @param directory new, with its provenance
   * @param config as it is known at first
   * @throws UncheckedIOException if its files cannot be written
   */
  public MeasuredDirectory(RunDirectory directory, FeatureConfig config) {
    this.directory = directory;
    this.config = config;
    write(config);
    this.log = MetricsLog.create(directory);
  }

  /**
   * How a training, or a series of snapshots, ended.
   *
   * @param reason one sentence on what was measured
   * @param notes sentences on what a reader of the numbers should know
   * @param step of the last measurement; {@code null} if it has none
   */
  public record Ending(EndState state, String reason, List<String> notes, Long step) {
    public Ending {
      notes = List.copyOf(notes);
    }
  }

  /** The directory. */
  public RunDirectory directory() {
    return directory;
  }

  /** Measures a network and appends what was measured to the tables. */
  public Snapshot measure(long step, ForeignNetwork network, Workers workers) {
    long before = System.nanoTime();
    Snapshot measured = network.measure(workers);
    reopen();
    add(step, network, measured);
    measuring += System.nanoTime() - before;
    return measured;
  }

  /** Measures held-out samples at the step at which the network has just been measured. */
  MeasuredLine measureHeldOut(long step, ForeignNetwork network, HeldOut test, Workers workers) {
    long before = System.nanoTime();
    Snapshot measured = network.measureHeldOut(test.features(), workers);
    MetricsLog.Moment moment = new MetricsLog.Moment(step, epochs(step), Splits.TEST);
    log.add(moment, measured);
    if (config.loss().isPresent() && test.features().hasLogits()) {
      log.add(moment, NetworkMetric.FIT, ObjectiveTerms.fit(measured, config.loss().get()));
    }
    log.flush();
    measuring += System.nanoTime() - before;
    int samples = test.labels().samples();
    return MeasuredLine.of(step, Splits.TEST, samples, network.lastHidden(), measured);
  }

  /** A finished directory would not match its list of files any more. */
  private void reopen() {
    if (!finished) {
      return;
    }
    try {
      Manifest.delete(directory.path());
      Files.deleteIfExists(directory.summary());
    } catch (IOException e) {
      throw unwritable(e);
    }
    finished = false;
  }

  private void add(long step, ForeignNetwork network, Snapshot measured) {
    MetricsLog.Moment moment = new MetricsLog.Moment(step, epochs(step), Splits.TRAIN);
    log.add(moment, measured);
    if (network.isObjectiveKnown()) {
      ObjectiveTerms terms =
          ObjectiveTerms.of(
              measured, network.layers(), config.loss().orElseThrow(), config.lambdaH());
      log.add(moment, NetworkMetric.FIT, terms.fit());
      log.add(moment, NetworkMetric.PENALTY_HEAD, terms.headPenalty());
      log.add(moment, NetworkMetric.PENALTY_FEATURES, terms.featurePenalty());
      log.add(moment, NetworkMetric.PENALTY_BACKBONE, terms.backbonePenalty());
      log.add(moment, NetworkMetric.DUFM_OBJECTIVE, terms.dufmObjective());
    }
    log.flush();
  }

  private double epochs(long step) {
    return (double) step / config.stepsPerEpoch();
  }

  /** The measurement in a line. */
  static MeasuredLine line(long step, ForeignNetwork network, Snapshot measured) {
    return MeasuredLine.of(
        step, Splits.TRAIN, network.counts().samples(), network.lastHidden(), measured);
  }

  /**
   * Writes the files that describe the last measurement: means, comparison, summary and report.
   *
   * @param network as it was measured last
   * @return the comparison of its head with the DUFM
   */
  public Comparison finish(
      ForeignNetwork network, Snapshot measured, Ending ending, RunReport report)
      throws IOException {
    log.requireInPlace();
    for (Map.Entry<Tap, DMatrixRMaj> means : measured.means().entrySet()) {
      Tap tap = means.getKey();
      new ClassMeans(new LayerTap(tap.layer(), tap.side().label()), means.getValue())
          .write(directory);
    }
    Comparison comparison = network.compare(measured);
    comparison.write(directory.comparison());
    write(network.resolved());
    Map<String, String> headline = new LinkedHashMap<>();
    ResidentMemory.peak().ifPresent(b -> headline.put("peak memory", "%.2f GB".formatted(b / 1e9)));
    headline.put(RunSummary.MEASURED_ON, network.counts().inWords());
    headline.put(RunSummary.FOLLOWED_ON, network.counts().inWords());
    headline.putAll(ResultLines.of(measured, comparison, network.lastHidden(), true));
    String notes = String.join(" ", ending.notes());
    directory.finish(
        new RunSummary(
            config.name(),
            config.description(),
            ending.state(),
            "%s %s".formatted(ending.reason(), notes).strip(),
            ending.step(),
            ending.step() == null ? null : (Double) epochs(ending.step()),
            (System.nanoTime() - start) / 1e9,
            measuring / 1e9,
            null,
            headline,
            ResultNumbers.of(measured, comparison, network.lastHidden(), true)));
    finished = true;
    report.write(directory.path());
    return comparison;
  }

  /** Records why the measurements ended before their time. */
  public void fail(String reason, long step) {
    RunSummary.failed(config.name(), config.description(), reason, step, epochs(step))
        .write(directory.summary());
  }

  private void write(FeatureConfig written) {
    try {
      WholeFile.write(directory.featuresConfig(), FeatureConfigLoader.toYaml(written));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "cannot write to %s: %s".formatted(directory.path(), e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      log.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
