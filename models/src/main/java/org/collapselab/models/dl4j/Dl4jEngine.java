package org.collapselab.models.dl4j;

import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.models.Architecture;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineException;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.EngineName;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.NativeLibrary;
import org.collapselab.models.Network;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Throughput;
import org.collapselab.models.TrainingSpec;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j. */
public final class Dl4jEngine implements Engine {

  @Override
  public EngineName name() {
    return EngineName.DL4J;
  }

  @Override
  public Network network(Architecture architecture, TrainingSpec training, Workers workers) {
    ComputationGraph graph =
        architecture instanceof ResNetSpec resNet
            ? ResNetGraph.build(resNet, training)
            : MlpGraph.build((MlpSpec) architecture, training);
    return new GraphNetwork(graph, architecture, training, workers);
  }

  @Override
  public EngineInfo describe() {
    try {
      boolean onCpu = Nd4j.getEnvironment().isCPU();
      Properties facts = Nd4j.getExecutioner().getEnvironmentInformation();
      return new EngineInfo(
          "Deeplearning4j " + NativeLibrary.version(Nd4j.class, "org.nd4j", "nd4j-api"),
          facts.getProperty("backend"),
          NativeLibrary.artifactOf(onCpu ? "nd4jcpu" : "nd4jcuda"),
          NativeLibrary.artifactOf(onCpu ? "openblas@.0" : "cublas@.11"),
          OneDnn.isThere(),
          Nd4j.getEnvironment().maxMasterThreads(),
          Pointer.maxBytes());
    } catch (LinkageError e) {
      throw EngineException.in(e).orElseThrow(() -> e);
    }
  }

  @Override
  public double gemmGflops(int n, double seconds) {
    try (INDArray a = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray b = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {n, n}, 'f')) {
      return 2e-9 * n * n * n * Throughput.perSecond(() -> multiply(a, b, c), seconds);
    }
  }

  /** Until the product is there: a GPU only queues it. */
  private static void multiply(INDArray a, INDArray b, INDArray c) {
    Nd4j.gemm(a, b, c, false, false, 1, 0);
    Nd4j.getExecutioner().commit();
  }
}
