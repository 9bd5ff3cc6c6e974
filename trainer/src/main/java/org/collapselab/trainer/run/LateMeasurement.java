package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.datasets.Samples;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.FeatureModel;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.ConfigWriter;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.reference.DufmComparison;
import org.collapselab.trainer.reference.HeadSettings;
import org.collapselab.trainer.reference.ResultLines;
import org.collapselab.trainer.reference.ResultNumbers;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.MetricsLog;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.Splits;
import org.collapselab.trainer.store.WholeFile;
import org.ejml.data.DMatrixRMaj;

/**
 * Measures stored networks again, at other layers or on other samples or data. The result is a
 * directory with the files of a run; the head of the last network is compared with the DUFM.
 */
public final class LateMeasurement {
  private final RunPlan data;
  private final List<String> splits;
  private final Path parent;
  private final List<String> command;
  private final RunReport report;
  private Optional<RunDirectory> made = Optional.empty();

  /**
   * @param data data and measurement settings; its model is not used
   * @param splits {@code train}, {@code test} or both
   * @param parent of the new directory, which is made once it is clear that the measurement can
   *     begin
   * @param command what the user typed
   * @param report makes the report at the end
   */
  public LateMeasurement(
      RunPlan data, List<String> splits, Path parent, List<String> command, RunReport report) {
    this.data = data;
    this.splits = List.copyOf(splits);
    this.parent = parent;
    this.command = List.copyOf(command);
    this.report = report;
  }

  /**
   * Measures checkpoints of a run, features, weights and objective, as the run itself does.
   *
   * @throws IllegalArgumentException if the samples do not fit the network
   */
  public List<MeasuredLine> of(StoredRun run, List<Long> steps) {
    RunPlan trained = run.plan();
    requireFit(trained.train(), data.train());
    List<EvaluationSet> sets = sets();
    List<MeasuredLine> lines = new ArrayList<>();
    Optional<Ending> ending = Optional.empty();
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
            lines.add(line(step, sets.get(i), tap, snapshots.get(i)));
          }
          if (step == steps.get(steps.size() - 1)) {
            ending = Optional.of(ending(run, network, sets.get(0), snapshots.get(0), step));
          }
        }
      }
      log.requireInPlace();
      finish(ending.orElseThrow());
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
  public List<MeasuredLine> of(FeatureModel model, String file) {
    List<Tap> all = model.taps().stream().map(Tap::parse).toList();
    TapSelection selected = TapSelection.of(data.config().measure(), all, data.workers());
    List<EvaluationSet> sets = sets();
    List<MeasuredLine> lines = new ArrayList<>();
    Optional<Ending> ending = Optional.empty();
    try (MetricsLog log = open(EngineName.DL4J, "model", file)) {
      for (EvaluationSet set : sets) {
        Snapshot snapshot =
            withoutFit(
                selected
                    .meter()
                    .measureFeatures(new NetworkFeatures(model, set, selected.taps()), 1));
        log.add(new MetricsLog.Moment(model.steps(), 0, set.split()), snapshot);
        log.flush();
        lines.add(line(model.steps(), set, lastHidden(model), snapshot));
        if (ending.isEmpty()) {
          Comparison none =
              Comparison.unavailable("A model file does not tell which λs it was trained with.");
          ending =
              Optional.of(new Ending(snapshot, none, lastHidden(model), set, model.steps(), null));
        }
      }
      log.requireInPlace();
      finish(ending.orElseThrow());
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

  /** The directory of the result. */
  public RunDirectory directory() {
    return made.orElseThrow();
  }

  /** Deletes the directory if nothing was measured. */
  private void discard() {
    made.ifPresent(RunDirectory::delete);
  }

  private static MeasuredLine line(long step, EvaluationSet set, Tap tap, Snapshot snapshot) {
    return MeasuredLine.of(step, set.split(), set.size(), tap, snapshot);
  }

  /**
   * What was measured last, for the report.
   *
   * @param set on which it was measured
   * @param epochs {@code null} if it is not known
   */
  private record Ending(
      Snapshot snapshot,
      Comparison comparison,
      Tap lastHidden,
      EvaluationSet set,
      long step,
      Double epochs) {}

  private Ending ending(
      StoredRun run, Network network, EvaluationSet set, Snapshot snapshot, long step) {
    return new Ending(
        snapshot,
        compare(run, network, set, snapshot),
        Taps.of(network).lastHidden(),
        set,
        step,
        (double) step / run.plan().stepsPerEpoch());
  }

  private Comparison compare(StoredRun run, Network network, EvaluationSet set, Snapshot snapshot) {
    if (!set.samples().isClassification()) {
      return Comparison.unavailable(
          "The DUFM's references are for classification; this run is a regression.");
    }
    if (!set.split().equals(Splits.TRAIN)) {
      return Comparison.unavailable("The DUFM is a model of the training set; measure it too.");
    }
    if (!run.plan().data().provenance().matches(data.data().provenance())) {
      return Comparison.unavailable("These are not the samples that the run was trained on.");
    }
    if (!snapshot.means().keySet().containsAll(Taps.of(network).ofHead())) {
      return Comparison.unavailable(
          "Not all layers of the head were measured; leave out --layers, or name them too.");
    }
    HeadSettings settings = HeadSettings.of(data.config(), network.layers());
    return new DufmComparison(settings, network.layers(), network.headInputTap(), snapshot)
        .compare(run.plan().train().classCounts(), run.plan().train().size());
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

  private void finish(Ending ending) throws IOException {
    RunDirectory directory = made.orElseThrow();
    for (Map.Entry<Tap, DMatrixRMaj> means : ending.snapshot().means().entrySet()) {
      new ClassMeans(LayerTap.of(means.getKey().toString()), means.getValue()).write(directory);
    }
    ending.comparison().write(directory.comparison());
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put(RunSummary.MEASURED_ON, ending.set().label());
    headline.put(RunSummary.FOLLOWED_ON, ending.set().label());
    Map<String, Number> numbers = new LinkedHashMap<>();
    if (ending.set().split().equals(Splits.TRAIN)) {
      numbers.putAll(
          ResultNumbers.of(ending.snapshot(), ending.comparison(), ending.lastHidden(), true));
      headline.putAll(
          ResultLines.of(ending.snapshot(), ending.comparison(), ending.lastHidden(), true));
    }
    directory.finish(
        new RunSummary(
            data.config().name(),
            data.config().description(),
            EndState.COMPLETED,
            "measured again from what was stored",
            ending.step(),
            ending.epochs(),
            null,
            null,
            null,
            headline,
            numbers));
    report.write(directory.path());
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "cannot write to %s: %s".formatted(made.map(RunDirectory::path).orElse(parent), e), e);
  }
}
