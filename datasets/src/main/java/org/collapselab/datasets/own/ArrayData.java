package org.collapselab.datasets.own;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.Features;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Shape;
import org.collapselab.datasets.arrays.ArrayFiles;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.datasets.arrays.ElementType;
import org.collapselab.datasets.arrays.RowReader;

/** Inputs and labels in an {@code .npz}, a safetensors file, or a folder of {@code .npy} files. */
final class ArrayData {
  /** Values read at a time. */
  private static final int BLOCK = 1 << 18;

  private final FileSpec spec;
  private final ArraySource source;
  private final Set<String> used = new LinkedHashSet<>();

  private ArrayData(FileSpec spec, ArraySource source) {
    this.spec = spec;
    this.source = source;
  }

  static OwnData read(FileSpec spec) {
    try (ArraySource source = ArrayFiles.open(spec.path())) {
      return new ArrayData(spec, source).read();
    }
  }

  private OwnData read() {
    FileSpec.Arrays names = spec.arrays();
    Samples train = samples(names.x(), names.y(), List.of());
    boolean hasTest = source.names().contains(names.xTest());
    if (hasTest != source.names().contains(names.yTest())) {
      throw new OwnDataException(
          "%s has %s without %s; a test part needs both"
              .formatted(
                  spec.path(),
                  hasTest ? names.xTest() : names.yTest(),
                  hasTest ? names.yTest() : names.xTest()));
    }
    Optional<Samples> test =
        hasTest
            ? Optional.of(samples(names.xTest(), names.yTest(), train.classNames()))
            : Optional.empty();
    test.ifPresent(part -> requireSameShape(train, part));
    List<FileHash> hashes =
        source.files(used).stream()
            .distinct()
            .map(file -> new FileHash(name(file), Digests.hex(file)))
            .toList();
    return new OwnData(OwnFiles.NAME, hashes, train, test);
  }

  private String name(Path file) {
    Path name = file.equals(spec.path()) ? file.getFileName() : spec.path().relativize(file);
    return name.toString().replace('\\', '/');
  }

  private void requireSameShape(Samples train, Samples test) {
    if (!train.shape().equals(test.shape())) {
      throw new OwnDataException(
          "%s: samples of %s are %s and those of %s are %s"
              .formatted(
                  spec.path(),
                  spec.arrays().x(),
                  sides(train.shape()),
                  spec.arrays().xTest(),
                  sides(test.shape())));
    }
  }

  private static String sides(Shape shape) {
    return shape.area() == 1
        ? "%d numbers".formatted(shape.dim())
        : "%d×%d×%d".formatted(shape.channels(), shape.height(), shape.width());
  }

  /**
   * @param trained names of the classes of the training part; empty if this is it
   */
  private Samples samples(String x, String y, List<String> trained) {
    ArrayInfo inputs = info(x);
    ArrayInfo labels = info(y);
    String where = "%s: %s".formatted(spec.path(), y);
    if (labels.axes() == 0 || labels.rowLength() != 1) {
      throw new OwnDataException(
          "%s has the shape %s; expected one number per sample, (N,): of one-hot rows take y.argmax(1)"
              .formatted(where, labels.shown()));
    }
    if (inputs.axes() < 2) {
      throw new OwnDataException(
          "%s: %s has the shape %s; expected (N, d), (N, H, W), (N, C, H, W) or (N, H, W, C)"
              .formatted(spec.path(), x, inputs.shown()));
    }
    if (inputs.rows() != labels.rows() || inputs.rows() == 0) {
      throw new OwnDataException(
          "%s has %d samples in %s and %d in %s; expected the same number, at least one"
              .formatted(spec.path(), inputs.rows(), x, labels.rows(), y));
    }
    Features features = features(x, inputs);
    double[] values = source.whole(y);
    if (spec.regression()) {
      return Samples.regression(features, targets(values, where));
    }
    LabelNumbers numbers =
        LabelNumbers.of(values, where, trained.isEmpty() ? spec.classNames() : trained);
    return Samples.classified(features, numbers.values(), numbers.names());
  }

  private ArrayInfo info(String name) {
    if (!source.names().contains(name)) {
      throw new OwnDataException(
          "%s has no array %s; it has %s: name them with data.file.x and data.file.y"
              .formatted(spec.path(), name, String.join(", ", source.names())));
    }
    used.add(name);
    return source.info(name);
  }

  private static float[] targets(double[] values, String where) {
    float[] targets = new float[values.length];
    for (int row = 0; row < values.length; row++) {
      if (!Float.isFinite((float) values[row])) {
        throw new OwnDataException("%s has %s in row %d".formatted(where, values[row], row));
      }
      targets[row] = (float) values[row];
    }
    return targets;
  }

  private Features features(String name, ArrayInfo info) {
    int d = info.rowLength();
    long size = info.rows() * (long) d;
    if (d == 0 || size > Integer.MAX_VALUE - 8) {
      throw new OwnDataException(
          "%s: %s has the shape %s; from 1 to 2³¹ − 9 values are read"
              .formatted(spec.path(), name, info.shown()));
    }
    List<Integer> axes = info.shape().stream().skip(1).map(Long::intValue).toList();
    boolean last = hasChannelsLast(axes);
    Shape shape = shape(axes, last);
    return info.type() == ElementType.U8
        ? Features.ofBytes(shape, bytes(name, info, shape, last))
        : Features.ofFloats(shape, floats(name, info, shape, last));
  }

  private boolean hasChannelsLast(List<Integer> axes) {
    return axes.size() == 3
        && switch (spec.arrays().channels()) {
          case FIRST -> false;
          case LAST -> true;
          case AUTO -> isColour(axes.get(2)) && !isColour(axes.get(0));
        };
  }

  private static boolean isColour(int channels) {
    return channels == 1 || channels == 3 || channels == 4;
  }

  /** More than three axes are a vector. */
  private static Shape shape(List<Integer> axes, boolean last) {
    return switch (axes.size()) {
      case 2 -> new Shape(1, axes.get(0), axes.get(1));
      case 3 ->
          last
              ? new Shape(axes.get(2), axes.get(0), axes.get(1))
              : new Shape(axes.get(0), axes.get(1), axes.get(2));
      default -> Shape.vector(axes.stream().reduce(1, (a, b) -> a * b));
    };
  }

  private byte[] bytes(String name, ArrayInfo info, Shape shape, boolean last) {
    byte[] bytes = new byte[(int) info.rows() * shape.dim()];
    read(name, info, shape, last, (at, value) -> bytes[at] = (byte) (int) value);
    return bytes;
  }

  private float[] floats(String name, ArrayInfo info, Shape shape, boolean last) {
    float[] floats = new float[(int) info.rows() * shape.dim()];
    int d = shape.dim();
    read(
        name,
        info,
        shape,
        last,
        (at, value) -> {
          floats[at] = (float) value;
          if (!Float.isFinite(floats[at])) {
            throw new OwnDataException(
                "%s: %s has %s in row %d, value %d; expected finite numbers in FP32"
                    .formatted(spec.path(), name, value, at / d, at % d));
          }
        });
    return floats;
  }

  private interface Sink {
    void put(int at, double value);
  }

  /** Passes on all values with their places in the order of {@link Shape}. */
  private void read(String name, ArrayInfo info, Shape shape, boolean last, Sink sink) {
    int d = shape.dim();
    int rows = (int) info.rows();
    int block = Math.max(1, Math.min(rows, BLOCK / d));
    int[] place = places(shape, last);
    double[] values = new double[block * d];
    try (RowReader reader = source.rows(name)) {
      for (int from = 0; from < rows; from += block) {
        int count = Math.min(block, rows - from);
        reader.read(values, count);
        for (int row = 0; row < count; row++) {
          for (int i = 0; i < d; i++) {
            sink.put((from + row) * d + place[i], values[row * d + i]);
          }
        }
      }
    }
  }

  /** Where each stored value of a sample goes. */
  private static int[] places(Shape shape, boolean last) {
    int[] places = new int[shape.dim()];
    for (int i = 0; i < places.length; i++) {
      places[i] = last ? i % shape.channels() * shape.area() + i / shape.channels() : i;
    }
    return places;
  }
}
