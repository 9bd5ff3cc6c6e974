/**
 * Numerical solution of the deep unconstrained features model (DUFM): random starts, full-batch
 * gradient descent on many of them, and a polish by L-BFGS.
 *
 * <p>Objective: fit(Z, Y) + ½ Σ_l λ_l‖W_l‖_F² + ½ λ_H‖H_1‖_F² with H_2 = W_1H_1, H_{l+1} =
 * W_lσ(H_l), Z = W_Lσ(H_L), no biases. All of it is FP64.
 *
 * <p>The matrices are small, so what counts is the cost of a call. Products go straight to OpenBLAS
 * on memory outside the heap, and a step of plain gradient descent is one product per factor, W_l ←
 * (1 − ηλ_l)W_l − ηG_{l+1}σ(H_l)ᵀ, with no pass over the weights besides. Many samples are worked
 * through in tiles of about a hundred columns, forward and back. docs/performance.md has the
 * measurements behind these choices.
 */
package org.collapselab.models.dufm;
