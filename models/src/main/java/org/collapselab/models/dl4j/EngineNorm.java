package org.collapselab.models.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Batch norm by the engine's own operations, in any precision. */
final class EngineNorm implements ChannelNorm {
  private double[] mean = {};
  private double[] variance = {};

  @Override
  public void measure(INDArray x) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray means = x.mean(0, 1, 2);
        INDArray variances = x.var(false, 0, 1, 2)) {
      use(means.toDoubleVector(), variances.toDoubleVector());
    }
  }

  @Override
  public void use(double[] mean, double[] variance) {
    this.mean = mean;
    this.variance = variance;
  }

  @Override
  public double[] mean() {
    return mean;
  }

  @Override
  public double[] variance() {
    return variance;
  }

  @Override
  public void normalise(INDArray x, INDArray y, double[] gamma, double[] beta) {
    run("batchnorm", x, gamma, beta, null, y);
  }

  @Override
  public Gradients backward(INDArray x, INDArray epsilon, INDArray below, double[] gamma) {
    double[] zeros = new double[gamma.length];
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray byMean = Nd4j.create(x.dataType(), gamma.length);
        INDArray byVariance = Nd4j.create(x.dataType(), gamma.length);
        INDArray byGamma = Nd4j.create(x.dataType(), gamma.length);
        INDArray byBeta = Nd4j.create(x.dataType(), gamma.length)) {
      run("batchnorm_bp", x, gamma, zeros, epsilon, below, byMean, byVariance, byGamma, byBeta);
      return new Gradients(byGamma.toDoubleVector(), byBeta.toDoubleVector());
    }
  }

  private void run(
      String op, INDArray x, double[] gamma, double[] beta, INDArray epsilon, INDArray... outputs) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        INDArray m = like(x, mean);
        INDArray v = like(x, variance);
        INDArray g = like(x, gamma);
        INDArray b = like(x, beta)) {
      INDArray[] inputs = {x, m, v, g, b, epsilon};
      Nd4j.exec(
          DynamicCustomOp.builder(op)
              .addInputs(Arrays.copyOf(inputs, epsilon == null ? 5 : 6))
              .addOutputs(outputs)
              .addIntegerArguments(1, 1, 3)
              .addFloatingPointArguments(BatchNormLayer.EPSILON)
              .build());
    }
  }

  private static INDArray like(INDArray x, double[] values) {
    try (INDArray copy = Nd4j.createFromArray(values)) {
      return x.dataType() == DataType.DOUBLE ? copy.dup() : copy.castTo(x.dataType());
    }
  }
}
