package org.collapselab.datasets;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.collapselab.datasets.Seeds.Purpose;

/**
 * Samples of K classes around means with a known structure: sample i of class k is s·Q·v_k + σ·g,
 * with v_k a unit vector of the structure, Q a random matrix with orthonormal columns, s the scale
 * and g standard normal in all d coordinates. So the Gram matrix of the means is s² times that of
 * the structure, tr Σ_W tends to σ²d, and Σ_B is that of the structure times s².
 *
 * @param classes K
 * @param dimension d, at least that of the structure
 * @param trainPerClass training samples of each class
 * @param testPerClass test samples of each class, drawn independently; may be 0
 * @param noise σ, standard deviation of every coordinate
 * @param scale s, length of the means
 * @param seed of Q and g; with one seed the first samples are the same whatever their number
 */
public record GaussianMixture(
    Structure structure,
    int classes,
    int dimension,
    int trainPerClass,
    int testPerClass,
    double noise,
    double scale,
    long seed) {
  /** The name of the set. */
  public static final String NAME = "gaussian-mixture";

  /** Where the unit vectors lie. */
  public enum Structure {
    /** v_jᵀv_k = −1/(K−1) for j ≠ k, in K − 1 dimensions. */
    SIMPLEX,
    /** v_jᵀv_k = 0 for j ≠ k, in K dimensions. */
    FRAME,
    /** v_{2i+1} = −v_{2i}, other pairs at right angles, in K/2 dimensions; K is even. */
    ORTHOPLEX,
    /**
     * Classes are the edges of the complete graph on r vertices, K = r(r−1)/2, in the order (0, 1),
     * (0, 2), …: v_jᵀv_k = ½ if the edges share a vertex, else 0, in r dimensions.
     */
    SRG;

    /**
     * Least dimension that holds K classes.
     *
     * @throws IllegalArgumentException if there is no such structure for K classes; the message
     *     says which K there are
     */
    public int dimension(int classes) {
      return switch (this) {
        case SIMPLEX -> classes - 1;
        case FRAME -> classes;
        case ORTHOPLEX -> {
          if (classes % 2 != 0) {
            throw new IllegalArgumentException(
                "an orthoplex has an even number of classes, not " + classes);
          }
          yield classes / 2;
        }
        case SRG -> vertices(classes);
      };
    }

    private static int vertices(int classes) {
      int r = (int) Math.round((1 + Math.sqrt(1 + 8.0 * classes)) / 2);
      if (r < 3 || r * (r - 1) / 2 != classes) {
        throw new IllegalArgumentException(
            "srg has r(r − 1)/2 classes, such as 3, 6, 10 or 15, not " + classes);
      }
      return r;
    }

    /** The unit vectors, K × {@link #dimension}. */
    double[][] vectors(int classes) {
      int m = dimension(classes);
      double[][] vectors = new double[classes][m];
      switch (this) {
        case SIMPLEX -> simplex(vectors);
        case FRAME -> IntStream.range(0, classes).forEach(c -> vectors[c][c] = 1);
        case ORTHOPLEX ->
            IntStream.range(0, classes).forEach(c -> vectors[c][c / 2] = c % 2 == 0 ? 1 : -1);
        case SRG -> edges(vectors, m);
      }
      return vectors;
    }

    /** Columns of the Helmert matrix, which are those of I − J/K in coordinates. */
    private static void simplex(double[][] vectors) {
      int k = vectors.length;
      double length = Math.sqrt(k / (k - 1.0));
      for (int i = 1; i < k; i++) {
        double norm = Math.sqrt(i * (i + 1.0));
        for (int c = 0; c < i; c++) {
          vectors[c][i - 1] = length / norm;
        }
        vectors[i][i - 1] = -i * length / norm;
      }
    }

    private static void edges(double[][] vectors, int vertices) {
      int edge = 0;
      for (int a = 0; a < vertices; a++) {
        for (int b = a + 1; b < vertices; b++) {
          vectors[edge][a] = Math.sqrt(0.5);
          vectors[edge][b] = Math.sqrt(0.5);
          edge++;
        }
      }
    }
  }

  /**
   * Checks that the structure exists and fits.
   *
   * @throws IllegalArgumentException if it does not; the message says why
   */
  public GaussianMixture {
    int least = structure.dimension(classes);
    if (dimension < least) {
      throw new IllegalArgumentException(
          "%d classes of this structure need at least %d dimensions, not %d"
              .formatted(classes, least, dimension));
    }
  }

  /** The means of the classes, K × d, in FP64. */
  public double[][] means() {
    double[][] vectors = structure.vectors(classes);
    int m = vectors[0].length;
    double[][] frame = frame(m);
    double[][] means = new double[classes][dimension];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < m; j++) {
        for (int i = 0; i < dimension; i++) {
          means[c][i] += scale * vectors[c][j] * frame[j][i];
        }
      }
    }
    return means;
  }

  /** Orthonormal rows, m × d: Gram–Schmidt, twice, of Gaussian vectors. */
  private double[][] frame(int m) {
    Normal normal = new Normal(Seeds.stream(seed, Purpose.MIXTURE_FRAME, 0));
    double[][] rows = new double[m][dimension];
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < dimension; i++) {
        rows[j][i] = normal.next();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < j; other++) {
          add(rows[j], rows[other], -dot(rows[j], rows[other]));
        }
      }
      double norm = Math.sqrt(dot(rows[j], rows[j]));
      for (int i = 0; i < dimension; i++) {
        rows[j][i] /= norm;
      }
    }
    return rows;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  /** Draws the samples, class after class, rounded to FP32. */
  public OwnData generate() {
    double[][] means = means();
    Samples train = samples(means, trainPerClass, Purpose.MIXTURE_TRAIN);
    return new OwnData(
        NAME,
        List.of(),
        train,
        Optional.of(
            testPerClass > 0
                ? samples(means, testPerClass, Purpose.MIXTURE_TEST)
                : train.select(new int[0])));
  }

  private Samples samples(double[][] means, int perClass, Purpose purpose) {
    int rows = Math.multiplyExact(classes, perClass);
    float[] values = new float[Math.multiplyExact(rows, dimension)];
    int[] labels = new int[rows];
    int at = 0;
    for (int c = 0; c < classes; c++) {
      Normal normal = new Normal(Seeds.stream(seed, purpose, c));
      for (int row = c * perClass; row < (c + 1) * perClass; row++) {
        labels[row] = c;
        for (int i = 0; i < dimension; i++) {
          values[at++] = (float) (means[c][i] + noise * normal.next());
        }
      }
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return Samples.classified(Features.ofFloats(Shape.vector(dimension), values), labels, names);
  }

  /** Standard normal numbers by the method of Box and Muller, the same on every platform. */
  private static final class Normal {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    Normal(SplittableRandom random) {
      this.random = random;
    }

    double next() {
      if (!Double.isNaN(spare)) {
        double value = spare;
        spare = Double.NaN;
        return value;
      }
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      spare = radius * StrictMath.sin(angle);
      return radius * StrictMath.cos(angle);
    }
  }
}
