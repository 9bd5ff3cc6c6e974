package org.collapselab.studies.optimum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Construction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A point with one column per class, without the neurons that take no part in it. Behind a ReLU a
 * neuron takes part if its weights in and out are above a relative 1e-6 of the largest of its
 * layer; H_1, and every layer of a linear model, has as many as the rank of what passes through it.
 */
final class ActiveNeurons {
  private static final double CUTOFF = 1e-6;

  private ActiveNeurons() {}

  static Construction of(DufmPoint point) {
    DufmSpec spec = point.spec();
    List<DMatrixRMaj> factors = new ArrayList<>(point.factors());
    if (spec.activation() == Activation.LINEAR || spec.depth() == 1) {
      return linear(factors);
    }
    for (int l = 2; l <= spec.depth(); l++) {
      DMatrixRMaj in = factors.get(l - 1);
      DMatrixRMaj out = factors.get(l);
      int[] active = active(in, out);
      factors.set(l - 1, rows(in, active));
      factors.set(l, columns(out, active));
    }
    return rotated(factors);
  }

  /** M_1 in the basis of its left singular vectors, which no ReLU sees: W_1M_1 stays the same. */
  private static Construction rotated(List<DMatrixRMaj> factors) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd = svd(factors.get(0));
    int[] kept = kept(svd);
    DMatrixRMaj u = columns(svd.getU(null, false), kept);
    List<DMatrixRMaj> weights = new ArrayList<>(factors.subList(1, factors.size()));
    weights.set(0, CommonOps_DDRM.mult(weights.get(0), u, null));
    return new Construction(CommonOps_DDRM.multTransA(u, factors.get(0), null), weights);
  }

  /** Z = UΣVᵀ shared evenly, M_1 = Σ^{1/(L+1)}Vᵀ and so on: the least penalty for this Z. */
  private static Construction linear(List<DMatrixRMaj> factors) {
    DMatrixRMaj output = factors.get(0);
    for (DMatrixRMaj weight : factors.subList(1, factors.size())) {
      output = CommonOps_DDRM.mult(weight, output, null);
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd = svd(output);
    int[] kept = kept(svd);
    double[] shares = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      shares[i] = Math.pow(svd.getSingularValues()[kept[i]], 1.0 / factors.size());
    }
    DMatrixRMaj share = CommonOps_DDRM.diag(shares);
    List<DMatrixRMaj> weights = new ArrayList<>();
    for (int l = 1; l < factors.size() - 1; l++) {
      weights.add(share);
    }
    weights.add(CommonOps_DDRM.mult(columns(svd.getU(null, false), kept), share, null));
    return new Construction(
        CommonOps_DDRM.mult(share, rows(svd.getV(null, true), kept), null), weights);
  }

  private static SingularValueDecomposition_F64<DMatrixRMaj> svd(DMatrixRMaj matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, true);
    if (!svd.decompose(matrix.copy())) {
      throw new IllegalArgumentException("the SVD of a found point did not converge");
    }
    return svd;
  }

  private static int[] kept(SingularValueDecomposition_F64<DMatrixRMaj> svd) {
    double[] values = svd.getSingularValues();
    double largest = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(0);
    return IntStream.range(0, values.length).filter(i -> values[i] > CUTOFF * largest).toArray();
  }

  private static int[] active(DMatrixRMaj in, DMatrixRMaj out) {
    DMatrixRMaj incoming = CommonOps_DDRM.sumRows(squared(in), null);
    DMatrixRMaj outgoing = CommonOps_DDRM.sumCols(squared(out), null);
    double[] norms = new double[in.numRows]; // √(‖row‖ ‖column‖)
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.pow(incoming.get(i) * outgoing.get(i), 0.25);
    }
    double least = CUTOFF * Arrays.stream(norms).max().orElse(0);
    return IntStream.range(0, norms.length).filter(i -> norms[i] > least).toArray();
  }

  private static DMatrixRMaj squared(DMatrixRMaj matrix) {
    return CommonOps_DDRM.elementMult(matrix, matrix, null);
  }

  private static DMatrixRMaj rows(DMatrixRMaj matrix, int[] kept) {
    return extract(matrix, kept, IntStream.range(0, matrix.numCols).toArray());
  }

  private static DMatrixRMaj columns(DMatrixRMaj matrix, int[] kept) {
    return extract(matrix, IntStream.range(0, matrix.numRows).toArray(), kept);
  }

  private static DMatrixRMaj extract(DMatrixRMaj matrix, int[] rows, int[] columns) {
    DMatrixRMaj result = new DMatrixRMaj(rows.length, columns.length);
    CommonOps_DDRM.extract(matrix, rows, rows.length, columns, columns.length, result);
    return result;
  }
}
