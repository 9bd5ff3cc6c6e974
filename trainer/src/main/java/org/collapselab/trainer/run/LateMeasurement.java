package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.collapselab.datasets.Samples;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.FeatureModel;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.ConfigWriter;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunTable;
import org.collapselab.trainer.store.WholeFile;

/**
 * Measures stored networks again, at other layers or on other samples or data. The result is a
 * directory with the tables of a run, {@code config.yaml} and {@code provenance.json}.
 */
public final class LateMeasurement {
  private final RunPlan data;
  private final List<String> splits;
  private final Path parent;
  private final List<String> command;
  private Optional<RunDirectory> made = Optional.empty();

  /**
   * @param data data and measurement settings; its model is not used
   * @param splits {@code train}, {@code test} or both
   * @param parent of the new directory, which is made once it is clear that the measurement can
   *     begin
   * @param command what the user typed
   */
  public LateMeasurement(RunPlan data, List<String> splits, Path parent, List<String> command) {
    this.data = data;
    this.splits = List.copyOf(splits);
    this.parent = parent;
    this.command = List.copyOf(command);
  }

  /**
   * One line of the result.
   *
   * @param samples N, the number of samples measured
   * @param tap of the features that enter the last weight matrix; its output if a model has only
   *     one
   * @param dnc1 {@code nc1_trace_ratio} there
   */
  public record Line(
      long step,
      String split,
      long samples,
      OptionalDouble accuracy,
      Tap tap,
      OptionalDouble dnc1) {

    private static Line of(long step, EvaluationSet set, Tap tap, Snapshot snapshot) {
      return new Line(
          step,
          set.split(),
          set.size(),
          snapshot.value("head", Place.HEAD, NetworkMetric.ACCURACY),
          tap,
          snapshot.value(tap.layer(), Place.of(tap.side()), FeatureMetric.NC1_TRACE_RATIO));
    }
  }

  /**
   * Measures checkpoints of a run, features, weights and objective, as the run itself does.
   *
   * @throws IllegalArgumentException if the samples do not fit the network
   */
  public List<Line> of(StoredRun run, List<Long> steps) {
    RunPlan trained = run.plan();
    requireFit(trained.train(), data.train());
    List<EvaluationSet> sets = sets();
    List<Line> lines = new ArrayList<>();
    try (MetricsLog log =
        open(trained.config().engine().name(), "run", run.directory().path().toString())) {
      for (long step : steps) {
        try (Network network = run.network(run.checkpoints().read(step))) {
          Measurer measurer =
              new Measurer(
                  data.config(),
                  network,
                  trained.train().size(),
                  trained.stepsPerEpoch(),
                  log,
                  trained.workers());
          Tap tap = Taps.of(network).lastHidden();
          List<Snapshot> snapshots = measurer.measure(sets, step);
          for (int i = 0; i < sets.size(); i++) {
            lines.add(Line.of(step, sets.get(i), tap, snapshots.get(i)));
          }
        }
      }
      log.requireInPlace();
      finish();
    } catch (IOException e) {
      throw unwritable(e);
    } catch (RuntimeException e) {
      if (lines.isEmpty()) {
        discard();
      }
      throw e;
    }
    return lines;
  }

  /**
   * Measures features and accuracy of any model.
   *
   * @param file the model's file, for the provenance
   */
  public List<Line> of(FeatureModel model, String file) {
    List<Tap> all = model.taps().stream().map(Tap::parse).toList();
    TapSelection selected = TapSelection.of(data.config().measure(), all, data.workers());
    List<EvaluationSet> sets = sets();
    List<Line> lines = new ArrayList<>();
    try (MetricsLog log = open(EngineName.DL4J, "model", file)) {
      for (EvaluationSet set : sets) {
        Snapshot snapshot =
            withoutFit(
                selected
                    .meter()
                    .measureFeatures(new NetworkFeatures(model, set, selected.taps()), 1));
        log.add(new MetricsLog.Moment(model.steps(), 0, set.split()), snapshot);
        log.flush();
        lines.add(Line.of(model.steps(), set, lastHidden(model), snapshot));
      }
      log.requireInPlace();
      finish();
    } catch (IOException e) {
      throw unwritable(e);
    } catch (RuntimeException e) {
      if (lines.isEmpty()) {
        discard();
      }
      throw e;
    }
    return lines;
  }

  private List<EvaluationSet> sets() {
    List<EvaluationSet> sets =
        data.evaluationSets().stream().filter(set -> splits.contains(set.split())).toList();
    if (sets.isEmpty()) {
      throw new IllegalArgumentException(
          "--split %s: there are no such samples to measure; measure.test is %s"
              .formatted(String.join(",", splits), data.config().measure().test()));
    }
    return sets;
  }

  /** The directory with the tables. */
  public Path directory() {
    return made.orElseThrow().path();
  }

  /** Deletes the directory if nothing was measured. */
  private void discard() {
    made.ifPresent(
        directory -> {
          try (Stream<Path> files = Files.walk(directory.path())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(file);
            }
          } catch (IOException e) {
            throw unwritable(e);
          }
        });
  }

  private static void requireFit(Samples trained, Samples given) {
    if (!trained.shape().equals(given.shape()) || trained.numClasses() != given.numClasses()) {
      throw new IllegalArgumentException(
          "data.set: these samples are %s in %d classes; this run used %s in %d classes"
              .formatted(given.shape(), given.numClasses(), trained.shape(), trained.numClasses()));
    }
  }

  /** Outputs may be logits or probabilities, so their distance to the labels has no meaning. */
  private static Snapshot withoutFit(Snapshot s) {
    List<Snapshot.Measurement> kept =
        s.measurements().stream()
            .filter(m -> m.metric() != NetworkMetric.FIT_MSE && m.metric() != NetworkMetric.FIT_CE)
            .toList();
    return new Snapshot(s.samples(), kept, s.spectra(), s.means(), s.structures());
  }

  /** The place where a run measures it. */
  private static Tap lastHidden(FeatureModel model) {
    return Tap.parse(model.lastWeightInput().orElseGet(model::logitsTap));
  }

  private MetricsLog open(EngineName engine, String kind, String path) throws IOException {
    ExperimentConfig config = data.config();
    RunDirectory out = RunDirectory.create(parent, "measure");
    made = Optional.of(out);
    Provenance.OfMeasurement.current(
            Map.of(kind, path), command, Engines.of(engine).describe(), data.data().provenance())
        .write(out.provenance()); // first: it shows what kind of directory this is
    WholeFile.write(out.config(), ConfigWriter.toYaml(config));
    return MetricsLog.create(out);
  }

  private void finish() throws IOException {
    Manifest.write(
        directory(),
        List.of(
            RunDirectory.CONFIG,
            RunDirectory.PROVENANCE,
            RunTable.METRICS.file(),
            RunTable.SPECTRA.file()),
        Map.of());
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "cannot write to %s: %s".formatted(made.map(RunDirectory::path).orElse(parent), e), e);
  }
}
