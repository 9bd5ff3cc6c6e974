package org.collapselab.trainer.features;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayFiles;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.hooks.Tap;

/**
 * Features of held-out samples in the same files.
 *
 * @param arrays names of the arrays
 */
record HeldOut(SampleLabels labels, FeatureArrays features, List<String> arrays) {
  private static final String LABELS = Layout.LABELS + Layout.TEST;

  HeldOut {
    arrays = List.copyOf(arrays);
  }

  /**
   * Finds them; empty if the files have none.
   *
   * @param parent where labels may be that all snapshots share
   * @param trained the training samples, whose taps are measured here as far as they exist
   * @throws ArrayException if they do not fit together
   */
  static Optional<HeldOut> of(
      ArraySource source,
      Path parent,
      FeatureArrays trained,
      Optional<HeadChain> head,
      LongConsumer advanced) {
    Layout layout = Layout.ofHeldOut(source);
    if (layout.isEmpty()) {
      return Optional.empty();
    }
    List<Tap> there = trained.taps().stream().filter(tap -> layout.tap(tap).isPresent()).toList();
    if (there.isEmpty()) {
      throw new ArrayException(
          "%s has labels or features of held-out samples, but none at a tap that is measured: %s"
              .formatted(source.path(), trained.taps()));
    }
    SampleLabels labels = labels(source, layout, parent, trained.classes());
    Optional<HeadChain> ofHead = head.filter(chain -> there.contains(chain.input()));
    List<Tap> measured = new ArrayList<>(there);
    ofHead.ifPresent(
        chain ->
            chain.taps().stream().filter(tap -> !measured.contains(tap)).forEach(measured::add));
    List<String> arrays = new ArrayList<>();
    layout.labels().ifPresent(arrays::add);
    layout.logits().ifPresent(arrays::add);
    there.forEach(tap -> arrays.add(layout.tap(tap).orElseThrow().array()));
    FeatureArrays features =
        new FeatureArrays(source, layout, labels, layout.logits(), ofHead, measured, advanced);
    there.forEach(
        tap -> requireSameWidth(source, layout.tap(tap).orElseThrow(), trained.dimension(tap)));
    return Optional.of(new HeldOut(labels, features, arrays.stream().distinct().toList()));
  }

  private static void requireSameWidth(ArraySource source, TapArray test, int trained) {
    if (test.dimension() != trained) {
      throw new ArrayException(
          "%s: %s has %d features for each sample and %s of the training samples has %d; both come from one network"
              .formatted(source.path(), test.array(), test.dimension(), test.tap(), trained));
    }
  }

  private static SampleLabels labels(ArraySource source, Layout layout, Path parent, int classes) {
    if (layout.labels().isPresent()) {
      return SampleLabels.read(source, layout.labels().get(), OptionalInt.of(classes));
    }
    if (!Files.exists(parent.resolve(LABELS + ".npy"))) {
      throw new ArrayException(
          "%s has held-out features, but no array %s, their classes"
              .formatted(source.path(), LABELS));
    }
    try (ArraySource shared = ArrayFiles.open(parent)) {
      return SampleLabels.read(shared, LABELS, OptionalInt.of(classes));
    }
  }
}
