package org.collapselab.trainer.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.collapselab.hooks.CollapseMeter;
import org.collapselab.hooks.FeatureSource;
import org.collapselab.hooks.HeadView;
import org.collapselab.hooks.MeterConfig;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapPattern;
import org.collapselab.hooks.WeightMetric;
import org.collapselab.hooks.WeightView;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Activation;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.reference.DufmComparison;
import org.collapselab.trainer.reference.HeadSettings;
import org.collapselab.trainer.store.Comparison;
import org.ejml.data.DMatrixRMaj;

/**
 * A network that another program trains or has trained, at one moment: it can be measured, and its
 * head compared with the DUFM.
 *
 * @param features what every tap that is measured delivers
 * @param counts of the samples
 * @param head empty if it is not known
 * @param backbone matrices outside the head, in the order in which they are reported
 */
public record ForeignNetwork(
    FeatureConfig config,
    FeatureSource features,
    ClassCounts counts,
    Optional<HeadChain> head,
    List<Matrix> backbone) {
  /** Marks inputs whose class means do not enter the products. */
  private static final Tap UNTAPPED = new Tap("untapped", Side.POST);

  public ForeignNetwork {
    backbone = List.copyOf(backbone);
  }

  /**
   * A matrix outside the head.
   *
   * @param weights d_out×d_in, read when they are measured
   */
  public record Matrix(
      String layer, int inputs, int outputs, boolean bias, Supplier<DMatrixRMaj> weights) {}

  /**
   * The taps that a configuration selects, then those of the head.
   *
   * @param available in network order
   * @throws IllegalArgumentException if a pattern selects nothing
   */
  public static List<Tap> wanted(
      FeatureConfig config, List<Tap> available, Optional<HeadChain> head) {
    List<Tap> all = new ArrayList<>(available);
    List<Tap> ofHead = head.map(HeadChain::taps).orElse(List.of());
    ofHead.stream().filter(tap -> !all.contains(tap)).forEach(all::add);
    List<TapPattern> patterns = config.taps().stream().map(TapPattern::parse).toList();
    Set<Tap> wanted = new LinkedHashSet<>(TapPattern.select(patterns, all));
    wanted.removeAll(ofHead);
    wanted.addAll(ofHead);
    return List.copyOf(wanted);
  }

  /** The features that enter the last matrix; without a head, the last ones. */
  Tap lastHidden() {
    List<Tap> taps = features.taps();
    return head.map(HeadChain::lastHidden).orElseGet(() -> taps.get(taps.size() - 1));
  }

  /** The configuration with what was found. */
  FeatureConfig resolved() {
    return config.resolved(
        head.map(h -> h.layers().stream().map(HeadChain.Layer::name).toList()).orElse(List.of()),
        head.map(h -> h.input().toString()).orElse(""),
        counts.classes());
  }

  /**
   * Streams the features twice.
   *
   * @param workers share the work; the numbers do not depend on how many there are
   */
  public Snapshot measure(Workers workers) {
    CollapseMeter measuring = meter(features, workers);
    if (head.isEmpty()) {
      return measuring.measureFeatures(features, 1);
    }
    Snapshot snapshot = measuring.measure(features, weights(), headView());
    return config.lambda().isEmpty() ? withoutPenalties(snapshot) : snapshot;
  }

  /** Streams features of held-out samples twice; features and fit alone are measured. */
  Snapshot measureHeldOut(FeatureSource test, Workers workers) {
    int depth = head.map(chain -> chain.layers().size()).orElse(1);
    return meter(test, workers).measureFeatures(test, depth);
  }

  private CollapseMeter meter(FeatureSource of, Workers workers) {
    List<TapPattern> all = of.taps().stream().map(Tap::toString).map(TapPattern::parse).toList();
    return new CollapseMeter(
        new MeterConfig(all, config.rankTolerance(), config.pinvCutoff()), workers);
  }

  private HeadView headView() {
    return new HeadView(
        head.orElseThrow().layers().stream().map(HeadChain.Layer::name).toList(),
        config.lambdaH(),
        trainingSamples(),
        config.loss());
  }

  private long trainingSamples() {
    return config.trainingSamples().orElse(counts.samples());
  }

  /** The backbone's weights in their order, then the head's. */
  private List<WeightView> weights() {
    HeadChain chain = head.orElseThrow();
    List<WeightView> views = new ArrayList<>();
    for (Matrix matrix : backbone) {
      views.add(
          new WeightView(
              matrix.layer(), matrix.weights().get(), config.lambdaBackbone(), UNTAPPED));
    }
    for (int l = 1; l <= chain.layers().size(); l++) {
      HeadChain.Layer layer = chain.layers().get(l - 1);
      views.add(new WeightView(layer.name(), layer.weights(), lambda(l), chain.inputOf(l)));
    }
    return views;
  }

  private double lambda(int l) {
    List<Double> given = config.lambda();
    return given.isEmpty() ? 0 : given.get(given.size() == 1 ? 0 : l - 1);
  }

  /** With unknown λs there are no penalties; zeros would claim that they were 0. */
  private static Snapshot withoutPenalties(Snapshot s) {
    List<Snapshot.Measurement> kept =
        s.measurements().stream()
            .filter(m -> m.metric() != WeightMetric.PENALTY)
            .filter(m -> m.metric() != NetworkMetric.BALANCE_GAP)
            .filter(m -> m.metric() != NetworkMetric.PENALTY_H1)
            .toList();
    return new Snapshot(s.samples(), kept, s.spectra(), s.means(), s.structures());
  }

  /** Whether fit and penalties of the head are known. */
  boolean isObjectiveKnown() {
    return head.isPresent() && config.loss().isPresent() && !config.lambda().isEmpty();
  }

  /** All layers with weights, as a network of this program would name them. */
  List<LayerInfo> layers() {
    List<LayerInfo> layers = new ArrayList<>();
    for (Matrix m : backbone) {
      layers.add(
          new LayerInfo(
              m.layer(),
              0,
              m.inputs(),
              m.outputs(),
              m.bias(),
              Activation.LINEAR,
              config.lambdaBackbone(),
              0));
    }
    List<HeadChain.Layer> own = head.orElseThrow().layers();
    for (int l = 1; l <= own.size(); l++) {
      Activation after = l == own.size() ? Activation.LINEAR : config.activation();
      DMatrixRMaj w = own.get(l - 1).weights();
      boolean bias = own.get(l - 1).biases().length > 0;
      layers.add(
          new LayerInfo(own.get(l - 1).name(), l, w.numCols, w.numRows, bias, after, lambda(l), 0));
    }
    return layers;
  }

  /** The head compared with the DUFM, or why it cannot be. */
  public Comparison compare(Snapshot snapshot) {
    if (head.isEmpty()) {
      return Comparison.unavailable(
          "There are no weights of a head; add them as weights/<layer> and name them with --head,"
              + " or with head(…) of a listener.");
    }
    if (config.loss().isEmpty()) {
      return Comparison.unavailable(
          "The loss of the training is not known; say --loss mse or --loss ce, or loss(…) of a"
              + " listener.");
    }
    if (config.lambda().isEmpty()) {
      return Comparison.unavailable(
          "The λs of the head are not known; say --lambda, or lambda(…) of a listener.");
    }
    Tap input = head.get().input();
    List<Double> lambdas = new ArrayList<>();
    for (int l = 1; l <= head.get().layers().size(); l++) {
      lambdas.add(lambda(l));
    }
    HeadSettings settings =
        new HeadSettings(
            config.loss().get(),
            config.activation(),
            isSignFree(snapshot.means().get(input)),
            lambdas,
            config.lambdaH(),
            config.rankTolerance(),
            "--lambda");
    return new DufmComparison(settings, layers(), input.toString(), snapshot)
        .compare(counts.counts(), trainingSamples());
  }

  /** Features that have passed a ReLU have class means without negative entries. */
  private static boolean isSignFree(DMatrixRMaj means) {
    return Arrays.stream(means.data, 0, means.getNumElements()).anyMatch(value -> value < 0);
  }

  /** What a reader of the numbers should know. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    counts.note().ifPresent(notes::add);
    if (head.isPresent() && head.get().layers().stream().anyMatch(l -> l.biases().length > 0)) {
      notes.add("The head has biases; the DUFM has none.");
    }
    return notes;
  }
}
