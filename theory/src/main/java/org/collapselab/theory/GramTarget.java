package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The Gram matrix of class means that a structure predicts, up to scale and the order of classes.
 *
 * @param label a lower-case name, such as {@code simplex}
 * @param gram K×K, symmetric and positive semidefinite; copied in and handed out as a copy
 */
public record GramTarget(String label, DMatrixRMaj gram) {

  /** Copies the matrix. */
  public GramTarget {
    gram = gram.copy();
  }

  /** The Gram matrix, as a copy. */
  @Override
  public DMatrixRMaj gram() {
    return gram.copy();
  }

  /** I_K: means of equal length and pairwise orthogonal; rank K. */
  public static GramTarget orthogonalFrame(int classes) {
    requireClasses(classes);
    return new GramTarget("orthogonal_frame", MatrixOps.identity(classes));
  }

  /** I_K − J/K: the simplex equiangular tight frame; rank K − 1. */
  public static GramTarget simplex(int classes) {
    requireClasses(classes);
    return new GramTarget("simplex", MatrixOps.centring(classes));
  }

  /**
   * 1 on the diagonal and −1 between classes 2i and 2i + 1: K/2 orthogonal axes with a class at
   * each end; rank K/2.
   *
   * @throws IllegalArgumentException if K is odd
   */
  public static GramTarget orthoplex(int classes) {
    requireClasses(classes);
    if (classes % 2 != 0) {
      throw new IllegalArgumentException("an orthoplex pairs classes: K must be even: " + classes);
    }
    DMatrixRMaj gram = MatrixOps.identity(classes);
    for (int c = 0; c < classes; c++) {
      gram.set(c, c ^ 1, -1);
    }
    return new GramTarget("orthoplex", gram);
  }

  /** cos 2π(i−j)/K: class i at corner i of a regular K-gon; rank 2 (1 at K = 2). */
  public static GramTarget kgon(int classes) {
    requireClasses(classes);
    DMatrixRMaj gram = new DMatrixRMaj(classes, classes);
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        gram.set(i, j, Math.cos(2 * Math.PI * (i - j) / classes));
      }
    }
    return new GramTarget("kgon", gram);
  }

  /** BᵀB = 2I + A of T(r); rank r. */
  public static GramTarget srg(TriangularGraph graph) {
    return new GramTarget("srg", graph.gram());
  }

  /**
   * BᵀB + γ²J: the SRG means with one more neuron that is γ for every class; rank r.
   *
   * @throws IllegalArgumentException if γ is not positive and finite
   */
  public static GramTarget srgConstantRow(TriangularGraph graph, double gamma) {
    if (!(gamma > 0) || Double.isInfinite(gamma)) {
      throw new IllegalArgumentException("γ must be positive and finite, got " + gamma);
    }
    DMatrixRMaj gram = graph.gram();
    CommonOps_DDRM.add(gram, gamma * gamma);
    return new GramTarget("srg_constant_row", gram);
  }

  /** The parameter-free targets that exist for K classes, in a stable order. */
  public static List<GramTarget> of(int classes) {
    List<GramTarget> targets = new ArrayList<>();
    targets.add(orthogonalFrame(classes));
    targets.add(simplex(classes));
    TriangularGraph.ofClasses(classes).ifPresent(graph -> targets.add(srg(graph)));
    if (classes % 2 == 0) {
      targets.add(orthoplex(classes));
    }
    targets.add(kgon(classes));
    return List.copyOf(targets);
  }

  private static void requireClasses(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes (K) must be at least 2, got " + classes);
    }
  }
}
