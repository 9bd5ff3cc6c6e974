package org.collapselab.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.Metric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.reports.export.RunExport;
import org.collapselab.reports.export.TableFormat;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.RecordedConfig;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunFiles;
import org.collapselab.trainer.store.RunSummary;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class CollapseListenerTest {
  private static final int SAMPLES = 60;
  private static final int BATCH = 12; // five iterations an epoch

  @TempDir private Path folder;

  private static DataSetIterator batches() {
    return new ListDataSetIterator<>(Networks.samples(SAMPLES).asList(), BATCH);
  }

  private CollapseListenerBuilder listener() {
    return CollapseListener.builder(Networks.samples(SAMPLES))
        .every(3)
        .into(folder.resolve("mine"));
  }

  private RunDirectory directory() {
    return new RunDirectory(folder.resolve("mine"));
  }

  private static List<Long> steps(RunDirectory directory) throws IOException {
    try (Stream<String> lines = Files.lines(directory.metrics())) {
      return lines.skip(1).map(line -> Long.valueOf(line.split(",")[0])).distinct().toList();
    }
  }

  private static double value(Snapshot snapshot, Metric metric) {
    return snapshot.value("head", Place.HEAD, metric).orElseThrow();
  }

  /** Parameters, state of the update rule, and the next random number. */
  private static List<float[]> trained(MultiLayerNetwork net, CollapseListener listener) {
    if (listener != null) {
      net.setListeners(listener);
    }
    net.fit(batches(), 2);
    net.fit(Networks.samples(BATCH));
    return List.of(
        net.params().toFloatVector(),
        net.getUpdater().getStateViewArray().toFloatVector(),
        new float[] {Nd4j.getRandom().nextFloat()});
  }

  private static List<float[]> trained(ComputationGraph net, CollapseListener listener) {
    if (listener != null) {
      net.setListeners(listener);
    }
    net.fit(batches(), 2);
    net.fit(Networks.samples(BATCH));
    return List.of(
        net.params().toFloatVector(),
        net.getUpdater().getStateViewArray().toFloatVector(),
        new float[] {Nd4j.getRandom().nextFloat()});
  }

  private static void assertSame(List<float[]> with, List<float[]> without) {
    for (int i = 0; i < without.size(); i++) {
      assertThat(Arrays.equals(with.get(i), without.get(i))).as("part %d", i).isTrue();
    }
  }

  @Test
  void layersWithDropoutAndBatchNormalisationTrainAsWithoutIt() throws IOException {
    List<float[]> without = trained(Networks.layers(), null);
    try (CollapseListener listener = listener().every(2).head("dense2", "logits").build()) {
      assertSame(trained(Networks.layers(), listener), without);
    }
    assertThat(steps(directory())).containsExactly(0L, 2L, 4L, 5L, 6L, 8L, 10L, 11L);
    assertThat(RunSummary.read(directory().summary()).reason())
        .contains("The head has biases", "trained with dropout");
  }

  @Test
  void aGraphTrainsAsWithoutIt() throws IOException {
    List<float[]> without = trained(Networks.graph(), null);
    try (CollapseListener listener =
        CollapseListener.builder(batches()).every(4).into(directory().path()).build()) {
      assertSame(trained(Networks.graph(), listener), without);
    }
    assertThat(steps(directory())).containsExactly(0L, 4L, 5L, 8L, 10L, 11L);
  }

  @Test
  void writesTheFilesOfARun() throws IOException {
    MultiLayerNetwork net = Networks.plain();
    CollapseListener listener = listener().head("fc2", "logits").seed(5).build();
    net.setListeners(listener);
    net.fit(batches(), 3);
    listener.close();
    listener.close(); // does nothing
    RunFiles files = RunFiles.read(directory().path());
    assertThat(files.missing()).isEmpty();
    assertThat(DirectoryKind.of(directory().path())).isEqualTo(DirectoryKind.FEATURES);
    assertThat(Files.readString(directory().report())).contains("fc2:post", "DNC");
    RecordedConfig config = RecordedConfig.read(directory());
    assertThat(config.name()).isEqualTo("mine");
    assertThat(config.seed()).isEqualTo(5);
    assertThat(config.depth()).isEqualTo(2);
    assertThat(config.loss()).contains(Loss.CE);
    RunSummary summary = files.summary().orElseThrow();
    assertThat(summary.state()).isEqualTo(EndState.COMPLETED);
    assertThat(summary.steps()).isEqualTo(15);
    assertThat(summary.epochs()).isEqualTo(3);
    Comparison comparison = files.comparison().orElseThrow();
    assertThat(comparison.problem().lambdas()).containsExactly(0.01, 0.02);
    assertThat(comparison.problem().classes()).isEqualTo(Networks.CLASSES);
    assertThat(RunExport.tables(directory().path(), folder.resolve("tables"), TableFormat.CSV))
        .isNotEmpty();
  }

  @Test
  void isCompleteAtEndsOfEpochsWithoutBeingClosed() throws IOException {
    MultiLayerNetwork net = Networks.plain();
    CollapseListener listener = listener().every(5).build();
    net.setListeners(listener);
    net.fit(batches(), 1);
    RunFiles files = RunFiles.read(directory().path());
    assertThat(files.missing()).isEmpty();
    assertThat(files.summary().orElseThrow().reason()).contains("goes on");
    net.fit(batches(), 1);
    listener.close();
    assertThat(RunFiles.read(directory().path()).summary().orElseThrow().steps()).isEqualTo(10);
  }

  /**
   * What the network minimises is the objective as it was measured, up to the scale of its loss.
   */
  @ParameterizedTest
  @CsvSource({"MCXENT, SOFTMAX, 1", "MSE, IDENTITY, 1.5", "L2, IDENTITY, 0.5"})
  void readsLossAndPenaltiesFromTheNetwork(
      LossFunction loss, Activation last, double measuredPerScore) {
    MultiLayerNetwork net = Networks.plain(loss, last, new Sgd(0.05));
    CollapseListener listener = listener().head("fc2", "logits").build();
    net.setListeners(listener);
    net.fit(batches(), 4);
    listener.close();
    Comparison.Objective objective = listener.comparison().orElseThrow().objective();
    double measured = objective.fit() + objective.headPenalty() + objective.backbonePenalty();
    assertThat(measured)
        .isCloseTo(measuredPerScore * net.score(Networks.samples(SAMPLES)), within(1e-5));
  }

  @Test
  void measuresWhatTheNetworkComputes() {
    ComputationGraph net = Networks.graph();
    CollapseListener listener = listener().build();
    net.setListeners(listener);
    net.fit(batches(), 3);
    listener.close();
    DataSet samples = Networks.samples(SAMPLES);
    double accuracy = net.evaluate(batches()).accuracy();
    Snapshot snapshot = listener.snapshot().orElseThrow();
    assertThat(value(snapshot, NetworkMetric.ACCURACY)).isCloseTo(accuracy, within(1e-12));
    assertThat(value(snapshot, NetworkMetric.FIT_CE))
        .isCloseTo(net.score(samples), within(1e-5)); // no penalties
    INDArray pooled = net.feedForward(samples.getFeatures(), false).get("pool");
    assertThat(snapshot.value("pool", Place.POST, FeatureMetric.NC1_TRACE_RATIO).orElseThrow())
        .isCloseTo(traceRatio(pooled), within(1e-5));
  }

  /** tr Σ_W / tr Σ_B by plain loops; sample i is of class i mod K. */
  private static double traceRatio(INDArray h) {
    int rows = (int) h.size(0);
    int d = (int) h.size(1);
    double within = 0;
    double between = 0;
    for (int j = 0; j < d; j++) {
      double[] means = new double[Networks.CLASSES];
      for (int i = 0; i < rows; i++) {
        means[i % means.length] += h.getDouble(i, j) * means.length / rows;
      }
      double mean = Arrays.stream(means).average().orElseThrow();
      for (int i = 0; i < rows; i++) {
        within += Math.pow(h.getDouble(i, j) - means[i % means.length], 2) / rows;
      }
      for (double m : means) {
        between += Math.pow(m - mean, 2) / means.length;
      }
    }
    return within / between;
  }

  @Test
  void measuresWeightsAsTheConstraintsOfTheNetworkLeaveThem() throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(5))
                .constrainWeights(new MaxNormConstraint(0.5, 1))
                .list()
                .layer(Networks.named("fc1", Networks.INPUTS, 8).build())
                .layer(
                    new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder()
                        .name("logits")
                        .nIn(8)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    net.init();
    CollapseListener listener = listener().every(1).build();
    net.setListeners(listener);
    net.fit(Networks.samples(SAMPLES));
    Snapshot measured = listener.snapshot().orElseThrow(); // by iterationDone
    double norm = net.getLayer(1).getParam("W").norm2Number().doubleValue();
    double sigma =
        Math.sqrt(
            measured.spectra().stream()
                .filter(row -> row.layer().equals("logits") && row.place() == Place.WEIGHT)
                .flatMapToDouble(row -> Arrays.stream(row.spectrum().values()))
                .map(v -> v * v)
                .sum());
    assertThat(sigma).isCloseTo(norm, within(1e-5));
    listener.close();
  }

  @Test
  void givesTheSameNumbersFromAnIteratorAndLeavesItAtItsStart() throws IOException {
    DataSetIterator second = batches();
    CollapseListener first = listener().build();
    CollapseListener streamed =
        CollapseListener.builder(second).every(3).into(folder.resolve("mine2")).build();
    MultiLayerNetwork net = Networks.plain();
    net.setListeners(first, streamed);
    net.fit(batches(), 2);
    first.close();
    streamed.close();
    assertThat(second.next().getFeatures()).isEqualTo(batches().next().getFeatures());
    double one = value(first.snapshot().orElseThrow(), NetworkMetric.FIT_CE);
    assertThat(value(streamed.snapshot().orElseThrow(), NetworkMetric.FIT_CE))
        .isCloseTo(one, within(1e-6)); // other batches, so other roundoff of the engine
  }

  @Test
  void aTrainingThatDivergesGoesOnAndIsSaidToHaveDiverged() throws IOException {
    MultiLayerNetwork net = Networks.plain(LossFunction.MSE, Activation.IDENTITY, new Sgd(1e12));
    CollapseListener listener = listener().every(1).build();
    net.setListeners(listener);
    net.fit(batches(), 3);
    listener.close();
    assertThat(net.getIterationCount()).isEqualTo(15);
    RunSummary summary = RunSummary.read(directory().summary());
    assertThat(summary.state()).isEqualTo(EndState.DIVERGED);
    assertThat(summary.reason()).contains("diverged at step");
  }

  @Test
  void namesTheLayersIfAPatternMatchesNone() {
    MultiLayerNetwork net = Networks.layers();
    net.setListeners(listener().taps("conv*").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.fit(batches(), 1))
        .withMessageContaining("'conv*' matches nothing")
        .withMessageContaining("layer0:post, layer1:post, dense1:post, dense2:post, logits:pre");
    assertThat(directory().path()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fc9", "layer1"})
  void namesTheDenseLayersIfTheHeadIsNone(String layer) {
    MultiLayerNetwork net = Networks.layers();
    net.setListeners(listener().head(layer, "logits").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.fit(batches(), 1))
        .withMessageContaining("no dense layer " + layer)
        .withMessageContaining("[layer0, dense1, dense2, logits]");
  }

  @Test
  void refusesAHeadThatTheNetworkDoesNotCompute() {
    MultiLayerNetwork net = Networks.layers();
    net.setListeners(listener().head("layer0", "dense1", "dense2", "logits").build());
    assertThatIllegalArgumentException() // batch normalisation after layer0
        .isThrownBy(() -> net.fit(batches(), 1))
        .withMessageContaining("between its layers there may be ReLU, nothing or dropout");
  }

  @Test
  void refusesLabelsThatAreNoClasses() {
    DataSet soft = Networks.samples(SAMPLES);
    soft.getLabels().putScalar(4, 0, 0.25);
    MultiLayerNetwork net = Networks.plain();
    net.setListeners(CollapseListener.builder(soft).into(directory().path()).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.fit(batches(), 1))
        .withMessageContaining("label of sample 4 is 0.25 for class 0");
  }

  @Test
  void refusesADirectoryWithFiles() throws IOException {
    Files.createDirectories(directory().path());
    Files.writeString(directory().path().resolve("notes.txt"), "mine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listener().build())
        .withMessageContaining("has files already");
  }
}
