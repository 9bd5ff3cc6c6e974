package org.collapselab.models.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Native arrays and the host. Images are N×H×W×C there and N×C×H×W, flattened, here. */
final class HostCopy {
  private static final int TILE = 32;

  private HostCopy() {}

  /** Activations, one sample after another; images as C×H×W. */
  static double[] samples(INDArray array) {
    if (array.rank() != 4) {
      return rowMajor(array);
    }
    double[] source = rowMajor(array);
    double[] images = new double[source.length];
    int channels = (int) array.size(3);
    int pixels = (int) (array.size(1) * array.size(2));
    int size = channels * pixels;
    for (int start = 0; start < source.length; start += size) {
      for (int p = 0; p < pixels; p++) {
        for (int c = 0; c < channels; c++) {
          images[start + c * pixels + p] = source[start + p * channels + c];
        }
      }
    }
    return images;
  }

  /** Means over height and width of N×H×W×C activations, summed in FP64. */
  static double[] pooled(INDArray array) {
    double[] source = rowMajor(array);
    int channels = (int) array.size(3);
    int pixels = (int) (array.size(1) * array.size(2));
    double[] means = new double[source.length / pixels];
    for (int i = 0; i < source.length; i++) {
      means[i / (pixels * channels) * channels + i % channels] += source[i];
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= pixels;
    }
    return means;
  }

  /** C×H×W samples as H×W×C ones. */
  static float[] channelsLast(float[] images, int channels, int pixels) {
    float[] turned = new float[images.length];
    int size = channels * pixels;
    for (int start = 0; start < images.length; start += size) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          turned[start + p * channels + c] = images[start + c * pixels + p];
        }
      }
    }
    return turned;
  }

  /** All values, row-major whatever the array's own order. */
  static double[] rowMajor(INDArray array) {
    Nd4j.getExecutioner().commit();
    boolean bulk = HostView.isPossible(array.dataType()) && !array.isView() && array.offset() == 0;
    if (bulk && array.ordering() == 'c') {
      return doubles(floats(array));
    }
    if (bulk && array.rank() == 2) {
      return transposed(floats(array), (int) array.size(0), (int) array.size(1));
    }
    try (INDArray copy = array.dup('c')) {
      return copy.data().asDouble();
    }
  }

  /** One bulk copy; reading element by element costs as much as the forward pass itself. */
  private static float[] floats(INDArray array) {
    float[] values = new float[(int) array.length()];
    Pointer pointer = array.data().addressPointer();
    new FloatPointer(pointer).get(values);
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /** In tiles, since a plain transposition misses the cache on every write. */
  private static double[] transposed(float[] columns, int rows, int count) {
    double[] values = new double[columns.length];
    for (int i0 = 0; i0 < rows; i0 += TILE) {
      int i1 = Math.min(i0 + TILE, rows);
      for (int j0 = 0; j0 < count; j0 += TILE) {
        int j1 = Math.min(j0 + TILE, count);
        for (int i = i0; i < i1; i++) {
          for (int j = j0; j < j1; j++) {
            values[i * count + j] = columns[j * rows + i];
          }
        }
      }
    }
    return values;
  }
}
