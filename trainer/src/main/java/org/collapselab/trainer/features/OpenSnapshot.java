package org.collapselab.trainer.features;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayFiles;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.hooks.CollapseMeter;
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

/** The arrays of one snapshot, with their meaning; it can be measured and compared. */
final class OpenSnapshot implements AutoCloseable {
  /** Roundoff of bfloat16 features is well below this share of the largest logit. */
  private static final double MOST_OUTPUT_GAP = 0.05;

  /** Marks inputs whose class means do not enter the products. */
  private static final Tap UNTAPPED = new Tap("untapped", Side.POST);

  private final ArraySource source;
  private final FeatureConfig config;
  private final Workers workers;
  private final Layout layout;
  private final Labels labels;
  private final Optional<HeadChain> head;
  private final List<Tap> taps;
  private final FeatureArrays features;
  private final Optional<HeldOut> heldOut;

  private OpenSnapshot(
      ArraySource source,
      Path parent,
      FeatureConfig config,
      Workers workers,
      FeatureProgress progress) {
    this.source = source;
    this.config = config;
    this.workers = workers;
    this.layout = Layout.of(source);
    if (layout.taps().isEmpty()) {
      throw new ArrayException(
          "%s has no features; expected arrays named features/<layer>, and it has %s"
              .formatted(source.path(), source.names()));
    }
    this.labels = labels(parent);
    this.head = new FoundHead(source, layout, config, labels.classes()).find();
    this.taps = wanted();
    this.features =
        new FeatureArrays(source, layout, labels, layout.logits(), head, taps, progress::advanced);
    this.heldOut = HeldOut.of(source, parent, labels.classes(), head, taps, progress::advanced);
  }

  /**
   * Opens a snapshot.
   *
   * @param parent where labels may be that all snapshots share
   * @throws ArrayException if the arrays cannot be read, or do not fit together
   */
  static OpenSnapshot open(
      SnapshotFile file,
      Path parent,
      FeatureConfig config,
      Workers workers,
      FeatureProgress progress) {
    ArraySource source = ArrayFiles.open(file.path());
    try {
      return new OpenSnapshot(source, parent, config, workers, progress);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private Labels labels(Path parent) {
    if (layout.labels().isPresent()) {
      return Labels.read(source, layout.labels().get(), config.classes());
    }
    if (!Files.exists(parent.resolve(Layout.LABELS + ".npy"))) {
      throw new ArrayException(
          "%s has no array labels, the class of each sample from 0 on".formatted(source.path()));
    }
    try (ArraySource shared = ArrayFiles.open(parent)) {
      return Labels.read(shared, Layout.LABELS, config.classes());
    }
  }

  /** The taps that the configuration selects, then those of the head. */
  private List<Tap> wanted() {
    List<Tap> available = new ArrayList<>(layout.taps().stream().map(TapArray::tap).toList());
    List<Tap> ofHead = head.map(HeadChain::taps).orElse(List.of());
    ofHead.stream().filter(tap -> !available.contains(tap)).forEach(available::add);
    List<TapPattern> patterns = config.taps().stream().map(TapPattern::parse).toList();
    Set<Tap> wanted = new LinkedHashSet<>(TapPattern.select(patterns, available));
    wanted.removeAll(ofHead);
    wanted.addAll(ofHead);
    return List.copyOf(wanted);
  }

  Labels labels() {
    return labels;
  }

  /** The files that were read. */
  List<Path> files() {
    Set<String> used = new LinkedHashSet<>(layout.weights().values());
    used.addAll(layout.biases().values());
    layout.labels().ifPresent(used::add);
    layout.logits().ifPresent(used::add);
    layout.taps().forEach(tap -> used.add(tap.array()));
    heldOut.ifPresent(test -> used.addAll(test.arrays()));
    return source.files(used);
  }

  /** The features that enter the last matrix; without a head, the last ones. */
  Tap lastHidden() {
    return head.map(HeadChain::lastHidden).orElseGet(() -> taps.get(taps.size() - 1));
  }

  /** The configuration with what was found. */
  FeatureConfig resolved() {
    return config.resolved(
        head.map(h -> h.layers().stream().map(HeadChain.Layer::name).toList()).orElse(List.of()),
        head.map(h -> h.input().toString()).orElse(""),
        labels.classes());
  }

  /** Streams the arrays of the training samples twice. */
  Snapshot measure() {
    if (head.isEmpty()) {
      return meter(taps).measureFeatures(features, 1);
    }
    Snapshot snapshot = meter(taps).measure(features, weights(), headView());
    return config.lambda().isEmpty() ? withoutPenalties(snapshot) : snapshot;
  }

  /** The labels of the held-out samples, if there are any. */
  Optional<Labels> heldOut() {
    return heldOut.map(HeldOut::labels);
  }

  /** Streams the arrays of the held-out samples twice. */
  Snapshot measureHeldOut() {
    FeatureArrays test = heldOut.orElseThrow().features();
    int depth = head.map(chain -> chain.layers().size()).orElse(1);
    return meter(test.taps()).measureFeatures(test, depth);
  }

  /** Whether the fit on the held-out samples is known. */
  boolean isHeldOutFitKnown() {
    return config.loss().isPresent() && heldOut.orElseThrow().features().hasLogits();
  }

  /** Rows that both measurements read. */
  long rowsToRead() {
    return 2L * labels.samples() + 2L * heldOut.map(test -> test.labels().samples()).orElse(0);
  }

  private CollapseMeter meter(List<Tap> of) {
    List<TapPattern> all = of.stream().map(Tap::toString).map(TapPattern::parse).toList();
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
    return config.trainingSamples().orElse(labels.samples());
  }

  /** The backbone's weights in the order of their names, then the head's. */
  private List<WeightView> weights() {
    HeadChain chain = head.orElseThrow();
    List<WeightView> views = new ArrayList<>();
    for (String layer : backbone()) {
      DMatrixRMaj matrix = FoundHead.matrix(source, layout.weights().get(layer));
      views.add(new WeightView(layer, matrix, config.lambdaBackbone(), UNTAPPED));
    }
    for (int l = 1; l <= chain.layers().size(); l++) {
      HeadChain.Layer layer = chain.layers().get(l - 1);
      views.add(new WeightView(layer.name(), layer.weights(), lambda(l), chain.inputOf(l)));
    }
    return views;
  }

  private List<String> backbone() {
    List<String> own = headView().layers();
    return layout.weights().keySet().stream().filter(layer -> !own.contains(layer)).toList();
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
    for (String name : backbone()) {
      layers.add(layer(name, 0, Activation.LINEAR, config.lambdaBackbone()));
    }
    List<HeadChain.Layer> own = head.orElseThrow().layers();
    for (int l = 1; l <= own.size(); l++) {
      Activation after = l == own.size() ? Activation.LINEAR : config.activation();
      layers.add(layer(own.get(l - 1).name(), l, after, lambda(l)));
    }
    return layers;
  }

  private LayerInfo layer(String name, int index, Activation activation, double lambda) {
    ArrayInfo w = source.info(layout.weights().get(name));
    boolean bias = layout.biases().containsKey(name);
    return new LayerInfo(name, index, w.rowLength(), (int) w.rows(), bias, activation, lambda, 0);
  }

  /** The head compared with the DUFM, or why it cannot be. */
  Comparison compare(Snapshot snapshot) {
    if (head.isEmpty()) {
      return Comparison.unavailable(
          "There are no weights of a head; add them as weights/<layer> and name them with --head.");
    }
    if (config.loss().isEmpty()) {
      return Comparison.unavailable(
          "The loss of the training is not known; say --loss mse or --loss ce.");
    }
    if (config.lambda().isEmpty()) {
      return Comparison.unavailable("The λs of the head are not known; say --lambda.");
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
        .compare(labels.classes(), trainingSamples());
  }

  /** Features that have passed a ReLU have class means without negative entries. */
  private static boolean isSignFree(DMatrixRMaj means) {
    return Arrays.stream(means.data, 0, means.getNumElements()).anyMatch(value -> value < 0);
  }

  /** Such as {@code 50,000 samples in 10 classes}. */
  String samplesInWords() {
    String counts =
        labels.isBalanced()
            ? "%,d of each".formatted(labels.leastCount())
            : "%,d to %,d of each".formatted(labels.leastCount(), labels.largestCount());
    return "%,d samples in %d classes, %s".formatted(labels.samples(), labels.classes(), counts);
  }

  /** What a reader of the numbers should know; after {@link #measure}. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!labels.isBalanced()) {
      notes.add(
          "The classes are imbalanced, %,d to %,d samples each: the DUFM's references assume n = N/K samples in every class, so that their losses are not bounds for this head."
              .formatted(labels.leastCount(), labels.largestCount()));
    }
    if (head.isPresent() && head.get().layers().stream().anyMatch(l -> l.biases().length > 0)) {
      notes.add("The head has biases; the DUFM has none.");
    }
    if (features.outputGap() > MOST_OUTPUT_GAP) {
      notes.add(
          "The logits are not what the head makes of %s: they differ by up to %.0f %% of the largest one. Check the order of the samples, the input, weights and biases of the head."
              .formatted(lastHidden(), 100 * features.outputGap()));
    }
    if (!layout.others().isEmpty()) {
      notes.add("Not used, because of their names: %s.".formatted(shown(layout.others())));
    }
    return notes;
  }

  private static String shown(List<String> names) {
    int most = 5;
    return names.size() <= most
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, most)), names.size() - most);
  }

  @Override
  public void close() {
    source.close();
  }
}
