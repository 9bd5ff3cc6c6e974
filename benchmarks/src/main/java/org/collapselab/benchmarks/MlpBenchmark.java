package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.collapselab.models.Batch;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.theory.Activation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training steps of a 784-4×512-10 perceptron with biases, FP32. */
@Command(
    name = "mlp",
    description = "Training steps of a 784-4x512-10 perceptron, FP32.",
    mixinStandardHelpOptions = true)
final class MlpBenchmark implements Callable<Integer> {
  private static final MlpSpec SPEC =
      new MlpSpec(
          784,
          Collections.nCopies(4, 512),
          Steps.CLASSES,
          Activation.RELU,
          true,
          true,
          1,
          false,
          1);

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "rounds to time; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "length of each turn in a round; default ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "threads of Collapse Lab and of libtorch, beside one; default ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--batch",
      defaultValue = "128",
      description = "samples of a step; default ${DEFAULT-VALUE}")
  private int rows;

  @Override
  public Integer call() {
    set_num_threads(1);
    Batch batch = Steps.batch(SPEC.inputs(), rows);
    try (Sides sides =
        new Sides(
            threads,
            w -> Engines.of(EngineName.DL4J).network(SPEC, Steps.training(rows), w),
            batch)) {
      LibtorchTraining peer = peer(sides.first(), batch);
      peer.checkAgreement("libtorch", sides.first(), batch);
      sides.peer("libtorch", peer::steps);
      System.out.printf("784-4x512-10, batch %d, samples a second%n", rows);
      sides.compare(rounds, seconds, 20);
    }
    return 0;
  }

  private static LibtorchTraining peer(Network network, Batch batch) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map<String, Tensor> biases = new LinkedHashMap<>();
    for (LayerInfo layer : network.layers()) {
      Tensor w = LibtorchTraining.weight(network, layer.name(), layer.outputs(), layer.inputs());
      weights.put(layer.name(), w.set_requires_grad(true));
      biases.put(layer.name(), zeros(layer.outputs()).set_requires_grad(true));
    }
    Tensor inputs = Tensor.create(batch.inputs(), batch.rows(), SPEC.inputs());
    return new LibtorchTraining(
        x -> logits(network.layers(), weights, biases, x), inputs, batch, weights, biases.values());
  }

  private static Tensor logits(
      List<LayerInfo> layers, Map<String, Tensor> weights, Map<String, Tensor> biases, Tensor x) {
    Tensor h = x;
    for (LayerInfo layer : layers) {
      TensorOptional bias = new TensorOptional(biases.get(layer.name()));
      Tensor z = linear(h, weights.get(layer.name()), bias);
      h = layer.activation() == Activation.LINEAR ? z : relu(z);
    }
    return h;
  }
}
