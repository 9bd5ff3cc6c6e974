package org.collapselab.theory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * The points of lowest loss that searches have found, as they come with the program. The file has a
 * line for each, with the columns {@link #HEADER}: shapes are those of M_1, W_1 … W_L, such as
 * {@code 5x10}, and factors their entries, row by row, one matrix after another, as little-endian
 * FP64 in base64.
 */
public final class KnownPoints {

  /** Names of the columns of the file. */
  public static final String HEADER =
      "classes,depth,loss,activation,lambda,value,rank,width,gradient_norm,reached,ended,starts,version,shapes,factors";

  private static final String FILE = "known-points.csv";
  private static final int COLUMNS = HEADER.split(",").length;

  private KnownPoints() {}

  private static final class Shipped {
    private static final List<KnownPoint> POINTS = read();

    private static List<KnownPoint> read() {
      try (InputStream stream = KnownPoints.class.getResourceAsStream(FILE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return lines.lines().skip(1).map(KnownPoints::parse).toList();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + FILE, e);
      }
    }
  }

  /** All points that come with the program. */
  public static List<KnownPoint> all() {
    return Shipped.POINTS;
  }

  /** Those for a problem's K, L, fit and σ. */
  static List<KnownPoint> of(DufmProblem problem) {
    return all().stream()
        .filter(point -> point.factors().classes() == problem.classes())
        .filter(point -> point.factors().depth() == problem.depth())
        .filter(point -> point.loss() == problem.loss())
        .filter(point -> point.activation() == problem.activation())
        .toList();
  }

  /** The one with the least bound, among those that need at most so many neurons in a layer. */
  static Optional<KnownPoint> lowest(DufmProblem problem, int widthLimit) {
    return of(problem).stream()
        .filter(point -> point.width() <= widthLimit)
        .min(Comparator.comparingDouble(point -> point.bound(problem)));
  }

  /**
   * A point as a line of the file.
   *
   * @param value its loss, for readers; it follows from the factors
   */
  public static String line(KnownPoint point, double value) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    matrices.add(point.factors().means());
    matrices.addAll(point.factors().weights());
    KnownPoint.Origin origin = point.origin();
    return String.join(
        ",",
        String.valueOf(point.factors().classes()),
        String.valueOf(point.factors().depth()),
        point.loss().name().toLowerCase(Locale.ROOT),
        point.activation().name().toLowerCase(Locale.ROOT),
        String.valueOf(origin.lambda()),
        String.valueOf(value),
        String.valueOf(origin.rank()),
        String.valueOf(origin.width()),
        String.valueOf(origin.gradientNorm()),
        String.valueOf(origin.reached()),
        String.valueOf(origin.ended()),
        String.valueOf(origin.starts()),
        origin.version(),
        matrices.stream()
            .map(matrix -> matrix.numRows + "x" + matrix.numCols)
            .collect(Collectors.joining(" ")),
        base64(matrices));
  }

  /**
   * The point of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static KnownPoint parse(String line) {
    String[] cells = line.split(",");
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a known point has %d cells, got %d".formatted(COLUMNS, cells.length));
    }
    List<DMatrixRMaj> matrices = matrices(cells[13], cells[14]);
    return new KnownPoint(
        Loss.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        Activation.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        new Construction(matrices.get(0), matrices.subList(1, matrices.size())),
        new KnownPoint.Origin(
            Double.parseDouble(cells[4]),
            Integer.parseInt(cells[6]),
            Integer.parseInt(cells[7]),
            Double.parseDouble(cells[8]),
            Integer.parseInt(cells[9]),
            Integer.parseInt(cells[10]),
            Integer.parseInt(cells[11]),
            cells[12]));
  }

  private static String base64(List<DMatrixRMaj> matrices) {
    int entries = matrices.stream().mapToInt(DMatrixRMaj::getNumElements).sum();
    ByteBuffer bytes = ByteBuffer.allocate(entries * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    matrices.forEach(
        matrix -> Arrays.stream(matrix.data, 0, matrix.getNumElements()).forEach(bytes::putDouble));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static List<DMatrixRMaj> matrices(String shapes, String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (String shape : shapes.split(" ")) {
      String[] sizes = shape.split("x");
      DMatrixRMaj matrix = new DMatrixRMaj(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
      for (int i = 0; i < matrix.getNumElements(); i++) {
        matrix.data[i] = bytes.getDouble();
      }
      matrices.add(matrix);
    }
    return matrices;
  }
}
