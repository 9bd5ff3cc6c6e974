package org.collapselab.trainer.features;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayFiles;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.config.FeatureConfig;

/** The arrays of one snapshot, with their meaning. */
final class OpenSnapshot implements AutoCloseable {
  /** Roundoff of bfloat16 features is well below this share of the largest logit. */
  private static final double MOST_OUTPUT_GAP = 0.05;

  private final ArraySource source;
  private final FeatureConfig config;
  private final Layout layout;
  private final SampleLabels labels;
  private final Optional<HeadChain> head;
  private final FeatureArrays features;
  private final Optional<HeldOut> heldOut;

  private OpenSnapshot(
      ArraySource source, Path parent, FeatureConfig config, FeatureProgress progress) {
    this.source = source;
    this.config = config;
    this.layout = Layout.of(source);
    if (layout.taps().isEmpty()) {
      throw new ArrayException(
          "%s has no features; expected arrays named features/<layer>, and it has %s"
              .formatted(source.path(), source.names()));
    }
    this.labels = labels(parent);
    this.head = new FoundHead(source, layout, config, labels.classes()).find();
    List<Tap> available = layout.taps().stream().map(TapArray::tap).toList();
    List<Tap> taps = ForeignNetwork.wanted(config, available, head);
    this.features =
        new FeatureArrays(source, layout, labels, layout.logits(), head, taps, progress::advanced);
    this.heldOut = HeldOut.of(source, parent, features, head, progress::advanced);
  }

  /**
   * Opens a snapshot.
   *
   * @param parent where labels may be that all snapshots share
   * @throws ArrayException if the arrays cannot be read, or do not fit together
   */
  static OpenSnapshot open(
      SnapshotFile file, Path parent, FeatureConfig config, FeatureProgress progress) {
    ArraySource source = ArrayFiles.open(file.path());
    try {
      return new OpenSnapshot(source, parent, config, progress);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private SampleLabels labels(Path parent) {
    if (layout.labels().isPresent()) {
      return SampleLabels.read(source, layout.labels().get(), config.classes());
    }
    if (!Files.exists(parent.resolve(Layout.LABELS + ".npy"))) {
      throw new ArrayException(
          "%s has no array labels, the class of each sample from 0 on".formatted(source.path()));
    }
    try (ArraySource shared = ArrayFiles.open(parent)) {
      return SampleLabels.read(shared, Layout.LABELS, config.classes());
    }
  }

  SampleLabels labels() {
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

  /** The held-out samples, if there are any. */
  Optional<HeldOut> heldOut() {
    return heldOut;
  }

  /** Rows that both measurements read. */
  long rowsToRead() {
    return 2L * labels.samples() + 2L * heldOut.map(test -> test.labels().samples()).orElse(0);
  }

  /** The network that the arrays come from. */
  ForeignNetwork network() {
    return new ForeignNetwork(config, features, new ClassCounts(labels.counts()), head, backbone());
  }

  private List<ForeignNetwork.Matrix> backbone() {
    List<String> own =
        head.map(h -> h.layers().stream().map(HeadChain.Layer::name).toList()).orElse(List.of());
    return layout.weights().keySet().stream()
        .filter(layer -> !own.contains(layer))
        .map(this::matrix)
        .toList();
  }

  private ForeignNetwork.Matrix matrix(String layer) {
    String array = layout.weights().get(layer);
    ArrayInfo w = source.info(array);
    boolean bias = layout.biases().containsKey(layer);
    return new ForeignNetwork.Matrix(
        layer, w.rowLength(), (int) w.rows(), bias, () -> FoundHead.matrix(source, array));
  }

  /** What a reader of the numbers should know, once they are measured. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(network().notes());
    if (features.outputGap() > MOST_OUTPUT_GAP) {
      notes.add(
          "The logits are not what the head makes of %s: they differ by up to %.0f %% of the largest one. Check the order of the samples, the input, weights and biases of the head."
              .formatted(network().lastHidden(), 100 * features.outputGap()));
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
