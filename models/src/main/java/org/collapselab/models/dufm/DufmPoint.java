package org.collapselab.models.dufm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.collapselab.theory.Activation;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * A point of parameter space.
 *
 * @param spec the model
 * @param factors H_1 (d×S), W_1 … W_{L−1} (d×d), W_L (K×d); shared, not to be changed
 */
public record DufmPoint(DufmSpec spec, List<DMatrixRMaj> factors) {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if one is not the spec's
   */
  public DufmPoint {
    factors = List.copyOf(factors);
    boolean fits = factors.size() == spec.depth() + 1;
    for (int i = 0; fits && i < factors.size(); i++) {
      DMatrixRMaj factor = factors.get(i);
      fits = factor.numRows == spec.rows(i) && factor.numCols == spec.columns(i);
    }
    if (!fits) {
      throw new IllegalArgumentException("the shapes of the factors do not match " + spec);
    }
  }

  /**
   * A Gaussian start: W_l has variance 2/d where a ReLU precedes it, else 1/d (He et al. 2015), and
   * H_1 has variance 1/d, so that features have squared norm 1 on average; 1/(nd) if its columns
   * stand for means of n such features. Drawn on the host, H_1 first, so that a seed means the same
   * start everywhere.
   */
  public static DufmPoint random(DufmSpec spec, long seed) {
    Random random = new Random(seed);
    List<DMatrixRMaj> factors = new ArrayList<>();
    for (int i = 0; i <= spec.depth(); i++) {
      boolean rectified = i >= 2 && spec.activation() == Activation.RELU;
      double variance = (rectified ? 2.0 : 1.0) / spec.width();
      double deviation = Math.sqrt(variance * spec.rate(i)); // of a mean of n: 1/n of it
      factors.add(gaussian(spec.rows(i), spec.columns(i), deviation, random));
    }
    return new DufmPoint(spec, factors);
  }

  /** This point plus N(0, deviation²) on every entry. */
  public DufmPoint perturbed(double deviation, long seed) {
    Random random = new Random(seed);
    List<DMatrixRMaj> moved = new ArrayList<>();
    for (DMatrixRMaj factor : factors) {
      DMatrixRMaj sum = gaussian(factor.numRows, factor.numCols, deviation, random);
      CommonOps_DDRM.addEquals(sum, factor);
      moved.add(sum);
    }
    return new DufmPoint(spec, moved);
  }

  private static DMatrixRMaj gaussian(int rows, int columns, double deviation, Random random) {
    DMatrixRMaj drawn = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < drawn.data.length; i++) {
      drawn.data[i] = deviation * random.nextGaussian();
    }
    return drawn;
  }

  /** λ-weighted energies: nλ_H‖M_1‖_F² (or λ_H‖H_1‖_F²), λ_1‖W_1‖_F², …, λ_L‖W_L‖_F². */
  public double[] energies() {
    double[] energies = new double[factors.size()];
    for (int i = 0; i < energies.length; i++) {
      double norm = NormOps_DDRM.normF(factors.get(i));
      energies[i] = spec.weight(i) * norm * norm;
    }
    return energies;
  }

  /**
   * max/min − 1 of the energies, 0 at every stationary point but the zero solution; NaN where all
   * are below 1e-12, that is at the zero solution.
   */
  public double balanceGap() {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (double energy : energies()) {
      max = Math.max(max, energy);
      min = Math.min(min, energy);
    }
    return max < 1e-12 ? Double.NaN : max / min - 1;
  }

  /** M_1 … M_L (d×K): class means of H_l. */
  public List<DMatrixRMaj> pre() {
    return means(false);
  }

  /** M_1 and, for l ≥ 2, the class means of σ(H_l), up to l = L. */
  public List<DMatrixRMaj> post() {
    return means(true);
  }

  /** Z (K×K): class means of the outputs. */
  public DMatrixRMaj output() {
    return classMeans(product(spec.depth(), features().get(spec.depth() - 1)));
  }

  /** H_1 and, for l ≥ 2, σ(H_l), up to l = L: d×S, a column per sample, ordered by class. */
  public List<DMatrixRMaj> features() {
    return layers(true);
  }

  private List<DMatrixRMaj> means(boolean activated) {
    return layers(activated).stream().map(this::classMeans).toList();
  }

  private List<DMatrixRMaj> layers(boolean activated) {
    List<DMatrixRMaj> layers = new ArrayList<>();
    DMatrixRMaj current = factors.get(0);
    for (int l = 1; l <= spec.depth(); l++) {
      DMatrixRMaj post = l > 1 && spec.activation() == Activation.RELU ? relu(current) : current;
      layers.add(activated ? post : current);
      if (l < spec.depth()) {
        current = product(l, post);
      }
    }
    return layers;
  }

  /** W_l times the features that enter it. */
  private DMatrixRMaj product(int l, DMatrixRMaj features) {
    DMatrixRMaj product = new DMatrixRMaj(spec.rows(l), spec.columns());
    return CommonOps_DDRM.mult(factors.get(l), features, product);
  }

  private static DMatrixRMaj relu(DMatrixRMaj matrix) {
    DMatrixRMaj result = matrix.copy();
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = Math.max(result.data[i], 0);
    }
    return result;
  }

  private DMatrixRMaj classMeans(DMatrixRMaj samples) {
    int copies = spec.columnsPerClass();
    DMatrixRMaj means = new DMatrixRMaj(samples.numRows, spec.classes());
    for (int row = 0; row < samples.numRows; row++) {
      for (int j = 0; j < samples.numCols; j++) {
        means.add(row, j / copies, samples.get(row, j) / copies);
      }
    }
    return means;
  }

  double[] flat() {
    double[] values = new double[spec.parameters()];
    int offset = 0;
    for (DMatrixRMaj factor : factors) {
      System.arraycopy(factor.data, 0, values, offset, factor.getNumElements());
      offset += factor.getNumElements();
    }
    return values;
  }

  /**
   * The point θ + tv.
   *
   * @param v in the order H_1, W_1, …, W_L, each row by row
   */
  public DufmPoint moved(double t, double[] v) {
    return ofFlat(spec, Vectors.moved(flat(), t, v));
  }

  static DufmPoint ofFlat(DufmSpec spec, double[] values) {
    List<DMatrixRMaj> factors = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i <= spec.depth(); i++) {
      DMatrixRMaj factor = new DMatrixRMaj(spec.rows(i), spec.columns(i));
      System.arraycopy(values, offset, factor.data, 0, factor.getNumElements());
      offset += factor.getNumElements();
      factors.add(factor);
    }
    return new DufmPoint(spec, factors);
  }
}
