package org.collapselab.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.Network;
import org.collapselab.trainer.store.ClassMeans;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.WholeFile;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;

/** Arrays of a finished run, in NumPy's format. */
final class Exports {
  private static final int BATCH = 500;

  private final RunDirectory directory;
  private final Network network;

  Exports(RunDirectory directory, Network network) {
    this.directory = directory;
    this.network = network;
  }

  /** {@code means/<layer>.<tap>.npy}: class means, K×d. */
  void means(Snapshot snapshot) throws IOException {
    for (Map.Entry<Tap, DMatrixRMaj> means : snapshot.means().entrySet()) {
      Tap tap = means.getKey();
      LayerTap of = new LayerTap(tap.layer(), tap.side().label());
      new ClassMeans(of, means.getValue()).write(directory);
    }
  }

  /** {@code weights/<layer>.npy}, d_out×d_in, its biases, and the model itself. */
  void weights() throws IOException {
    for (LayerInfo layer : network.layers()) {
      NpyFile.write(
          file(RunDirectory.WEIGHTS, layer.name()), NpyArray.of(network.weights(layer.name())));
      double[] biases = network.biases(layer.name());
      if (biases.length > 0) {
        NpyFile.write(
            file(RunDirectory.WEIGHTS, layer.name() + ".bias"), NpyArray.of(biases, biases.length));
      }
    }
    WholeFile.fill(directory.model(network.savedAs()), network::save);
  }

  /**
   * {@code features/<layer>.<tap>.npy}, N×d, and {@code features/labels.npy}, in the same order.
   */
  void features(EvaluationSet set, List<String> taps) throws IOException {
    Map<String, double[]> features = new LinkedHashMap<>();
    taps.forEach(t -> features.put(t, new double[set.size() * network.tapDimension(t)]));
    new BatchedInference(network, set, taps, BATCH)
        .forEach(
            batch ->
                batch
                    .activations()
                    .forEach(
                        (tap, values) -> {
                          int offset = batch.from() * network.tapDimension(tap);
                          System.arraycopy(values, 0, features.get(tap), offset, values.length);
                        }));
    for (String tap : taps) {
      NpyArray array = NpyArray.of(features.get(tap), set.size(), network.tapDimension(tap));
      NpyFile.write(file(RunDirectory.FEATURES, name(Tap.parse(tap))), array);
    }
    if (set.samples().isClassification()) {
      int[] rows = set.rows(0, set.size());
      long[] labels = Arrays.stream(rows).mapToLong(set.samples()::label).toArray();
      NpyFile.write(file(RunDirectory.FEATURES, "labels"), NpyArray.of(labels, labels.length));
    }
  }

  private static String name(Tap tap) {
    return tap.layer() + "." + tap.side().label();
  }

  private Path file(String folder, String name) {
    return directory.folder(folder).resolve(name + ".npy");
  }
}
