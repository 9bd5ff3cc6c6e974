package org.collapselab.studies.surface;

import java.util.Optional;

/**
 * The surface at a point, in the parameters M_1, W_1, …, W_L with one column of M_1 for each class
 * under the penalty nλ_H. With n explicit features the Hessian has the same numbers of negative and
 * of zero eigenvalues, and Kd(n−1) more that are at least λ_H.
 *
 * @param parameters P, the order of the Hessian
 * @param loss the objective
 * @param gradientNorm ‖∇‖, with σ′ as rounded
 * @param rounding ε, over which the kink of ReLU is rounded off for gradient and Hessian; 0 if it
 *     is not: then σ′(0) = 0
 * @param kind by the signs of the eigenvalues
 * @param symmetries directions that rotations of neurons move the point in
 * @param cutoff eigenvalues of at most this size count as zero
 * @param least the least eigenvalue; by Lanczos an upper bound of it
 * @param greatest the greatest eigenvalue; by Lanczos a lower bound of it
 * @param residual ‖Hv − μv‖ of the least eigenvalue by Lanczos; 0 if all were computed
 * @param eigenvalues all of them; empty if there are too many
 */
public record Surface(
    int parameters,
    double loss,
    double gradientNorm,
    double rounding,
    CriticalPoint kind,
    int symmetries,
    double cutoff,
    double least,
    double greatest,
    double residual,
    Optional<Eigenvalues> eigenvalues) {}
