package org.collapselab.reports.frontier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.collapselab.reports.page.Subscripts;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.npy.NpyFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code frontier.json} of a search.
 *
 * @param width d of every hidden layer
 * @param best the point of lowest loss
 * @param frontier the best point of each rank, by rank
 * @param references label → reference solution
 */
record FrontierFile(
    DufmProblem problem,
    int width,
    long seed,
    Starts starts,
    Point best,
    List<Point> frontier,
    Map<String, Reference> references) {
  static final String NAME = "frontier.json";

  /** Starts that were made, of those that were planned. */
  record Starts(int planned, int done) {}

  /** A reference solution beside the points. */
  record Reference(int rank, double loss) {}

  /** Where a start came from; the detail is empty for random ones. */
  record Start(int rank, int number, String kind, String detail) {
    String text() {
      String from = kind.toLowerCase(Locale.ROOT);
      return detail.isEmpty() ? "%s %d".formatted(from, number) : "%s %s".formatted(from, detail);
    }
  }

  /**
   * The best point of one rank.
   *
   * @param rank the largest of the layers between the first and the last
   * @param ranks of σ(M_1) … σ(M_L)
   * @param singularValues of σ(M_1) … σ(M_L), descending
   * @param reached starts that ended within 1e-4 of this loss
   * @param ended starts that ended at this rank
   * @param matrices the folder with its factors
   */
  record Point(
      int rank,
      double loss,
      double fit,
      Double gradientNorm,
      Double balanceGap,
      List<Integer> ranks,
      List<List<Double>> singularValues,
      int reached,
      int ended,
      Start start,
      String matrices) {}

  /**
   * Reads it.
   *
   * @throws IOException if it is missing; the message says what to do
   */
  static FrontierFile read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      throw new IOException(
          "%s is missing: the search was stopped before its first end; continue it with collapse optimum --resume %s"
              .formatted(file, directory));
    }
    return Json.read(file, FrontierFile.class);
  }

  /** The symbol of the class means of layer l: σ(M_l), without σ if none acts there. */
  String symbol(int layer) {
    String means = Subscripts.of("M_" + layer);
    boolean plain = layer == 1 || problem.activation() == Activation.LINEAR;
    return plain ? means : "σ(" + means + ")";
  }

  /**
   * M_1, σ(M_2) … σ(M_L) of a point, d×K, from its factors.
   *
   * @throws UncheckedIOException if a file is missing, damaged or does not fit the one before
   */
  List<DMatrixRMaj> means(Path directory, Point point) {
    Path folder = directory.resolve(point.matrices());
    List<DMatrixRMaj> means = new ArrayList<>();
    means.add(matrix(folder.resolve("H1.npy")));
    for (int l = 1; l < problem.depth(); l++) {
      Path path = folder.resolve("W" + l + ".npy");
      DMatrixRMaj weight = matrix(path);
      int expected = means.get(l - 1).numRows;
      if (weight.numCols != expected) {
        throw new UncheckedIOException(
            new IOException(
                "%s has %d columns; %d were expected".formatted(path, weight.numCols, expected)));
      }
      DMatrixRMaj next = CommonOps_DDRM.mult(weight, means.get(l - 1), null);
      if (problem.activation() == Activation.RELU) {
        for (int i = 0; i < next.getNumElements(); i++) {
          next.data[i] = Math.max(next.data[i], 0);
        }
      }
      means.add(next);
    }
    return means;
  }

  private static DMatrixRMaj matrix(Path file) {
    try {
      return NpyFile.read(file).toMatrix();
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(new IOException(file + " is missing", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
