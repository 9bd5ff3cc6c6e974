package org.collapselab.models.torch;

import java.nio.DoubleBuffer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.collapselab.models.Precision;

/**
 * Where tensors live, and of which type they are; every copy from the host and back passes here.
 * Callers have a {@code PointerScope} open.
 *
 * @param device as libtorch names them: {@code cpu}, {@code cuda:0}
 * @param precision of parameters, activations and gradients
 */
record TensorPlace(String device, Precision precision) {
  static final String HOST = "cpu";

  boolean isGpu() {
    return !device.equals(HOST);
  }

  private ScalarType type() {
    return precision == Precision.DOUBLE ? ScalarType.Double : ScalarType.Float;
  }

  Tensor tensor(float[] values, long... shape) {
    return Tensor.create(values, shape).to(new Device(device), type());
  }

  Tensor tensor(double[] values, long... shape) {
    return Tensor.create(values, shape).to(new Device(device), type());
  }

  /** The same numbers in the precision of the network. */
  Tensor inPrecision(Tensor tensor) {
    return tensor.to(type());
  }

  /** Values that stay in FP32 whatever the network computes in. */
  Tensor floats(float[] values, long... shape) {
    return Tensor.create(values, shape).to(new Device(device), ScalarType.Float);
  }

  /** Whole numbers, by which rows are picked. */
  Tensor integers(long[] values, long... shape) {
    return Tensor.create(values, shape).to(new Device(device), ScalarType.Long);
  }

  /** Row-major, in the order of the tensor's dimensions whatever its layout in memory. */
  static double[] values(Tensor tensor) {
    Tensor own = tensor.detach().contiguous().to(new Device(HOST), tensor.scalar_type());
    Tensor copy = own.to(ScalarType.Double); // there, so that less crosses over
    double[] values = new double[Math.toIntExact(copy.numel())];
    DoubleBuffer buffer = copy.createBuffer();
    buffer.get(values);
    return values;
  }
}
