package org.collapselab.models.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.DataPlace;
import org.collapselab.models.KeptSet;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.NativeLimit;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.ParameterSpan;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.TrainingSet;
import org.collapselab.models.TrainingSpec;
import org.ejml.data.DMatrixRMaj;

/**
 * A {@link Network} run by libtorch. It starts from the same weights as that of Deeplearning4j for
 * the same seed, and takes states of that engine.
 */
final class TorchNetwork implements Network {
  private final Architecture architecture;
  private final TrainingSpec training;
  private final List<LayerInfo> layers;
  private final Map<String, Integer> taps;
  private final Parameters parameters;
  private final TorchModel model;
  private final TorchObjective objective;
  private final Update update;
  private final TensorPlace place;
  private long steps;

  /** A freshly initialised network. */
  TorchNetwork(Architecture architecture, TrainingSpec training, TensorPlace place) {
    this.architecture = architecture;
    this.training = training;
    this.place = place;
    layers = List.copyOf(architecture.layers(training.penalties()));
    taps = architecture.taps();
    parameters = new Parameters(Initial.parameters(architecture, training, place), place);
    model = model(architecture);
    objective = new TorchObjective(training);
    update = new Update(training.optimizer().kind(), training.optimizer().momentum());
  }

  private TorchModel model(Architecture architecture) {
    if (architecture instanceof ResNetSpec spec) {
      List<LayerInfo> head = layers.stream().filter(LayerInfo::inHead).toList();
      return new TorchResNet(spec, new TorchMlp(head, parameters), parameters, place);
    }
    return new TorchMlp(layers, parameters);
  }

  @Override
  public List<LayerInfo> layers() {
    return layers;
  }

  @Override
  public long parameters() {
    return architecture.parameters();
  }

  @Override
  public List<String> taps() {
    return List.copyOf(taps.keySet());
  }

  @Override
  public int tapDimension(String tap) {
    Integer dimension = taps.get(tap);
    if (dimension == null) {
      throw new IllegalArgumentException(
          "no tap named " + tap + "; this network has " + taps.keySet());
    }
    return dimension;
  }

  @Override
  public String logitsTap() {
    return layers.get(layers.size() - 1).preTap();
  }

  @Override
  public String headInputTap() {
    return architecture.headInputTap();
  }

  @Override
  public double step(Batch batch) {
    return step(
        () -> rows(batch.inputs(), batch.rows()), () -> rows(batch.targets(), batch.rows()));
  }

  private Tensor rows(float[] values, int rows) {
    return place.tensor(values, rows, values.length / rows);
  }

  /**
   * Takes a step.
   *
   * @param samples makes them, B×d
   * @param targets makes them, B×K
   */
  double step(Supplier<Tensor> samples, Supplier<Tensor> targets) {
    return TorchMemory.bounded(
        () -> {
          try (PointerScope scope = new PointerScope()) {
            return take(samples.get(), targets.get());
          }
        });
  }

  private double take(Tensor samples, Tensor y) {
    double share = training.penalties().warmup().share(steps);
    Tensor[] features = new Tensor[1];
    Tensor z =
        model.logits(
            model.inputs(samples),
            true,
            (tap, h) -> features[0] = tap.equals(headInputTap()) ? h : features[0]);
    Tensor fit = objective.fit(z, y, features[0], share);
    NativeLimit.check(); // the most is held between the passes
    fit.backward();
    try (NoGradGuard guard = new NoGradGuard()) {
      double value = TorchObjective.value(fit, parameters, share);
      update.apply(parameters, learningRate(), share);
      steps++;
      return value;
    }
  }

  @Override
  public Optional<KeptSet> keep(TrainingSet set, DataPlace wanted) {
    boolean keep =
        wanted == DataPlace.RESIDENT
            || (wanted == DataPlace.AUTO && place.isGpu() && ResidentSet.fits(set));
    return keep
        ? Optional.of(TorchMemory.bounded(() -> ResidentSet.of(set, place, this)))
        : Optional.empty();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double learningRate() {
    return training.optimizer().learningRate().at(steps);
  }

  @Override
  public Map<String, double[]> activations(float[] inputs, int rows, Collection<String> wanted) {
    wanted.forEach(this::tapDimension);
    return TorchMemory.bounded(() -> read(inputs, rows, new TapReader(wanted, place.isGpu())));
  }

  /** What the reader has read of a pass. */
  Map<String, double[]> read(float[] inputs, int rows, TapReader reader) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      model.logits(model.inputs(rows(inputs, rows)), false, reader);
      return reader.copies();
    }
  }

  @Override
  public DMatrixRMaj weights(String layer) {
    try (PointerScope scope = new PointerScope()) {
      Tensor w = parameters.get(layer + "_W");
      int rows = (int) w.size(0);
      return DMatrixRMaj.wrap(rows, (int) (w.numel() / rows), TensorPlace.values(w));
    }
  }

  @Override
  public double[] biases(String layer) {
    try (PointerScope scope = new PointerScope()) {
      String name = layer + "_b";
      return parameters.has(name) ? TensorPlace.values(parameters.get(name)) : new double[0];
    }
  }

  @Override
  public String parameterHash() {
    return parameters.hash();
  }

  @Override
  public List<ParameterSpan> parameterSpans() {
    return parameters.spans();
  }

  @Override
  public NetworkState state() {
    return parameters.state(steps);
  }

  @Override
  public void restore(NetworkState state) {
    parameters.restore(state);
    steps = state.steps();
  }

  @Override
  public String savedAs() {
    return "safetensors";
  }

  /**
   * Saves parameters and velocities as {@link Safetensors}, under the names that PyTorch gives
   * them: {@code fc1.weight}, {@code stem.bn.running_mean}; velocities follow {@code velocity.}.
   */
  @Override
  public void save(Path file) {
    Safetensors tensors =
        new Safetensors(place.precision())
            .about("format", "pt")
            .about("engine", "libtorch")
            .about("steps", Long.toString(steps));
    try (PointerScope scope = new PointerScope()) {
      for (Parameter p : parameters.all()) {
        tensors.add(p.savedName(), p.shape(), TensorPlace.values(p.values()));
      }
      for (Parameter p : parameters.all()) {
        if (p.velocity() != null) {
          tensors.add("velocity." + p.savedName(), p.shape(), TensorPlace.values(p.velocity()));
        }
      }
      tensors.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the network to " + file, e);
    }
  }

  @Override
  public void close() {
    parameters.close();
  }
}
