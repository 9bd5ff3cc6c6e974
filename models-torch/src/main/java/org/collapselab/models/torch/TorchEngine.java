package org.collapselab.models.torch;

import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.mm_out;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.collapselab.models.Architecture;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineException;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.EngineName;
import org.collapselab.models.NativeLibrary;
import org.collapselab.models.NativeLimit;
import org.collapselab.models.Network;
import org.collapselab.models.Precision;
import org.collapselab.models.Throughput;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.parallel.Workers;

/**
 * libtorch. A network is computed with as many threads as {@code OMP_NUM_THREADS} says, one unless
 * it is set; workers are not used, since the sums of libtorch depend on how many threads share
 * them.
 */
public final class TorchEngine implements Engine {
  private static final String CUDA = "cuda:0";

  private final Optional<String> device;

  /** On the device that the launcher chose, the CPU without a launcher. */
  public TorchEngine() {
    this(Optional.empty());
  }

  private TorchEngine(Optional<String> device) {
    this.device = device;
  }

  /**
   * On a device.
   *
   * @param device as libtorch names them: {@code cpu}, {@code cuda:0}
   */
  public static TorchEngine on(String device) {
    return new TorchEngine(Optional.of(device));
  }

  @Override
  public EngineName name() {
    return EngineName.LIBTORCH;
  }

  @Override
  public Network network(Architecture architecture, TrainingSpec training, Workers workers) {
    try {
      TorchProcess.settle();
      return new TorchNetwork(architecture, training, place(training.precision()));
    } catch (LinkageError e) {
      throw EngineException.in(e).orElseThrow(() -> e);
    }
  }

  @Override
  public EngineInfo describe() {
    try {
      TorchProcess.settle();
      boolean onGpu = place(Precision.FLOAT).isGpu();
      return new EngineInfo(
          "libtorch " + NativeLibrary.version(torch.class, "org.bytedeco", "pytorch"),
          onGpu ? "CUDA" : "CPU",
          NativeLibrary.artifactOf("torch_cpu"),
          NativeLibrary.artifactOf(onGpu ? "cublas@.12" : "openblas@.0"),
          Context.hasMKLDNN(),
          get_num_threads(),
          NativeLimit.bytes());
    } catch (LinkageError e) {
      throw EngineException.in(e).orElseThrow(() -> e);
    }
  }

  private TensorPlace place(Precision precision) {
    return new TensorPlace(device.orElseGet(TorchEngine::chosen), precision);
  }

  /**
   * If the driver cannot be used after all, the CPU; the description of the engine then says so.
   */
  static String chosen() {
    boolean wanted = System.getProperty("collapse.device.used", "").equals("cuda");
    return wanted && torch.cuda_is_available() ? CUDA : TensorPlace.HOST;
  }

  @Override
  public double gemmGflops(int n, double seconds) {
    TorchProcess.settle();
    try (PointerScope scope = new PointerScope()) {
      TensorPlace place = place(Precision.FLOAT);
      float[] ones = new float[n * n];
      java.util.Arrays.fill(ones, 1);
      Tensor a = place.tensor(ones, n, n);
      Tensor b = place.tensor(ones, n, n);
      Tensor c = place.tensor(ones, n, n);
      return 2e-9 * n * n * n * Throughput.perSecond(() -> multiply(a, b, c), seconds);
    }
  }

  /** Until the product is there: a GPU only queues it. */
  private static void multiply(Tensor a, Tensor b, Tensor c) {
    try (PointerScope scope = new PointerScope()) {
      mm_out(c, a, b).select(0, 0).select(0, 0).item_float();
    }
  }
}
