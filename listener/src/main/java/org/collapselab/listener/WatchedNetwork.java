package org.collapselab.listener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;
import org.collapselab.models.dl4j.NetworkCopy;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.features.ClassCounts;
import org.collapselab.trainer.features.ForeignNetwork;
import org.collapselab.trainer.features.HeadChain;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A user's network as it is measured: its copy, its samples, its head and what is known of both.
 */
final class WatchedNetwork implements AutoCloseable {
  private final NetworkCopy copy;
  private final Settings settings;
  private final ClassCounts counts;
  private final Map<String, Integer> widths = new LinkedHashMap<>();
  private final Optional<HeadChain> head;
  private final FeatureConfig config;
  private final List<Tap> taps;
  private final List<String> notes = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if the network or the samples cannot be measured, or a setting
   *     does not fit them
   */
  WatchedNetwork(Model model, Settings settings) {
    this.settings = settings;
    this.copy = NetworkCopy.of(model);
    Map<Integer, Integer> found = new TreeMap<>();
    List<INDArray> first = new ArrayList<>();
    settings
        .samples()
        .forEach(
            (inputs, labels) -> {
              if (first.isEmpty()) {
                first.add(inputs.dup());
              }
              for (int label : labels) {
                found.merge(label, 1, Integer::sum);
              }
            });
    if (first.isEmpty()) {
      throw new IllegalArgumentException("there are no samples to measure");
    }
    try (INDArray some = first.get(0)) {
      int rows = (int) some.size(0);
      List<String> layers = new ArrayList<>(List.of(copy.input()));
      layers.addAll(copy.layers());
      Map<String, double[]> values = copy.activations(some, layers);
      values.forEach((layer, of) -> widths.put(layer, of.length / rows));
      this.counts = counts(found, widths.get(copy.output()));
      this.head = new HeadOfNetwork(copy, counts.classes()).find(settings.head(), some);
    }
    this.config = config(model);
    if (names(head).stream().anyMatch(copy::isDisturbed)) {
      notes.add("The head is trained with dropout or noise on its weights; the DUFM has neither.");
    }
    this.taps = ForeignNetwork.wanted(config, available(), head);
  }

  private static ClassCounts counts(Map<Integer, Integer> found, int outputs) {
    if (outputs < 2) {
      throw new IllegalArgumentException(
          "the network has %d output for each sample; expected one per class".formatted(outputs));
    }
    int[] counts = new int[outputs];
    found.forEach(
        (label, count) -> {
          if (label >= outputs) {
            throw new IllegalArgumentException(
                "there are samples of class %d, but the network has %d outputs"
                    .formatted(label, outputs));
          }
          counts[label] = count;
        });
    for (int k = 0; k < outputs; k++) {
      if (counts[k] == 0) {
        throw new IllegalArgumentException(
            "the network has %d outputs, but there is no sample of class %d; every class needs one"
                .formatted(outputs, k));
      }
    }
    return new ClassCounts(counts);
  }

  /** Outputs of layers; of the layers of the head what is before and after the activation. */
  private List<Tap> available() {
    Set<String> own = names(head);
    List<Tap> taps = new ArrayList<>();
    for (String layer : copy.layers()) {
      if (own.contains(layer)) {
        head.orElseThrow().taps().stream()
            .filter(tap -> tap.layer().equals(layer))
            .forEach(taps::add);
      } else {
        taps.add(new Tap(layer, Side.POST));
      }
    }
    return taps;
  }

  private static Set<String> names(Optional<HeadChain> head) {
    return head.map(h -> h.layers().stream().map(HeadChain.Layer::name).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private FeatureConfig config(Model model) {
    Optional<NetworkCopy.Fit> fit = copy.fit();
    Optional<Loss> loss = settings.loss().or(() -> fit.map(NetworkCopy.Fit::loss));
    List<Double> lambdas = settings.lambdas();
    double backbone = 0;
    if (lambdas.isEmpty() && settings.loss().isEmpty() && fit.isPresent() && head.isPresent()) {
      lambdas = penalties(names(head), true, fit.get().scale());
      if (!lambdas.isEmpty()) {
        notes.add("The loss and the λs of the head are those in the network's configuration.");
      }
      List<Double> others = penalties(names(head), false, fit.get().scale());
      if (Set.copyOf(others).size() == 1) {
        backbone = others.get(0);
      } else if (!others.isEmpty()) {
        notes.add("The penalties of the layers outside the head differ and are not counted.");
      }
    }
    List<String> keys = new ArrayList<>();
    keys.add(ConfigLoader.override("taps", settings.taps()));
    keys.add("name=" + settings.name());
    keys.add("seed=" + settings.seed());
    keys.add("lambda=" + lambdas);
    keys.add("lambda_h=" + settings.lambdaH());
    keys.add("lambda_backbone=" + backbone);
    keys.add("classes=" + counts.classes());
    keys.add("steps_per_epoch=" + stepsPerEpoch(model));
    loss.ifPresent(l -> keys.add("loss=" + l.name().toLowerCase(Locale.ROOT)));
    settings.trainingSamples().ifPresent(n -> keys.add("training_samples=" + n));
    head.ifPresent(
        chain -> {
          List<String> names = chain.layers().stream().map(HeadChain.Layer::name).toList();
          keys.add(ConfigLoader.override("head", names));
          keys.add("input=" + chain.input());
          keys.add("activation=" + chain.activation().name().toLowerCase(Locale.ROOT));
        });
    if (!settings.description().isEmpty()) {
      keys.add("description=" + settings.description());
    }
    return FeatureConfigLoader.load(Optional.empty(), keys);
  }

  /** λ of the layers in the head, or of those outside it; empty if one of them is not known. */
  private List<Double> penalties(Set<String> own, boolean inHead, double scale) {
    List<Double> lambdas = new ArrayList<>();
    for (NetworkCopy.Matrix matrix : copy.matrices()) {
      if (own.contains(matrix.layer()) == inHead) {
        Optional<Double> l2 = copy.l2(matrix.layer());
        if (l2.isEmpty()) {
          return List.of();
        }
        lambdas.add(l2.get() / scale);
      }
    }
    return lambdas;
  }

  /** Batches of the size of the first one that the training set has. */
  private long stepsPerEpoch(Model model) {
    int batch = Math.max(1, model.batchSize());
    long samples = settings.trainingSamples().orElse(counts.samples());
    return Math.max(1, (samples + batch - 1) / batch);
  }

  FeatureConfig config() {
    return config;
  }

  /**
   * The network as it is now.
   *
   * @throws NotFiniteException if a weight is not finite
   */
  ForeignNetwork now(Model model) {
    copy.follow(model);
    return current();
  }

  /**
   * The network as it is after an iteration that the engine is about to end.
   *
   * @throws NotFiniteException if a weight is not finite
   */
  ForeignNetwork after(Model model, int iteration, int epoch) {
    copy.follow(model);
    copy.constrain(iteration, epoch);
    return current();
  }

  private ForeignNetwork current() {
    List<NetworkCopy.Matrix> matrices = copy.matrices();
    Optional<HeadChain> chain = head.map(h -> HeadOfNetwork.now(h, matrices));
    Set<String> own = names(head);
    List<ForeignNetwork.Matrix> backbone =
        head.isEmpty()
            ? Collections.emptyList()
            : matrices.stream()
                .filter(matrix -> !own.contains(matrix.layer()))
                .map(WatchedNetwork::outside)
                .toList();
    CopiedFeatures features =
        new CopiedFeatures(
            copy, settings.samples(), counts.classes(), counts.samples(), chain, taps, widths);
    return new ForeignNetwork(config, features, counts, chain, backbone);
  }

  private static ForeignNetwork.Matrix outside(NetworkCopy.Matrix of) {
    HeadOfNetwork.requireFinite(of);
    return new ForeignNetwork.Matrix(
        of.layer(),
        of.weights().numCols,
        of.weights().numRows,
        of.biases().length > 0,
        of::weights);
  }

  /** What a reader of the numbers should know of how they came about. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    copy.close();
  }
}
