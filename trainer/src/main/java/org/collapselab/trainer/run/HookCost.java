package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.models.Network;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The cost of measuring, from rounds in which training and measuring alternate.
 *
 * @param samplesPerSecond of training without measuring, over the rounds
 * @param secondsPerMeasurement of one scheduled measurement, all evaluation sets, over the rounds
 * @param measurements planned by the experiment's schedule
 * @param steps planned steps
 */
public record HookCost(
    Spread samplesPerSecond,
    Spread secondsPerMeasurement,
    int measurements,
    long steps,
    double secondsPerStep) {

  /** Median, minimum and maximum of a number. */
  public record Spread(double median, double min, double max) {
    static Spread of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    @Override
    public String toString() {
      return "%.4g (%.4g to %.4g)".formatted(median, min, max);
    }
  }

  /** Measuring time over training time, for the whole planned run. */
  public double relativeCost() {
    return measurements * secondsPerMeasurement.median() / (steps * secondsPerStep);
  }

  /** Training samples per second of the whole planned run, measuring included. */
  public double samplesPerSecondWithHooks() {
    return samplesPerSecond.median() / (1 + relativeCost());
  }

  /** Trains and measures in turn. The first round warms up and does not count. */
  public static HookCost measure(RunPlan plan, int rounds, double seconds) {
    Path scratch = scratch();
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
        MetricsLog log = MetricsLog.create(new RunDirectory(scratch))) {
      Measurer measurer =
          new Measurer(
              plan.config(),
              network,
              plan.train().size(),
              plan.stepsPerEpoch(),
              log,
              plan.workers());
      return new Rounds(plan, network, measurer).run(rounds, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(scratch);
    }
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("collapse-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }

  private static final class Rounds {
    private final RunPlan plan;
    private final Network network;
    private final Measurer measurer;
    private final List<EvaluationSet> sets;

    Rounds(RunPlan plan, Network network, Measurer measurer) {
      this.plan = plan;
      this.network = network;
      this.measurer = measurer;
      this.sets = plan.evaluationSets();
    }

    HookCost run(int rounds, double seconds) {
      double[] speeds = new double[rounds];
      double[] costs = new double[rounds];
      try (Steps steps = Steps.of(plan, network)) {
        for (int round = -1; round < rounds; round++) {
          double speed = steps.samplesPerSecond(seconds);
          double cost = measureOnce();
          if (round >= 0) {
            speeds[round] = speed;
            costs[round] = cost;
          }
        }
      }
      Spread speed = Spread.of(speeds);
      double samplesPerStep = (double) plan.train().size() / plan.stepsPerEpoch();
      return new HookCost(
          speed,
          Spread.of(costs),
          plan.schedule().steps().length,
          plan.totalSteps(),
          samplesPerStep / speed.median());
    }

    private double measureOnce() {
      long start = System.nanoTime();
      measurer.measure(sets, network.steps());
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
