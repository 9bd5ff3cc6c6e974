/**
 * Matrix completion by a deep linear network with L2 regularisation, under gradient descent and
 * SGD: the setting in which SGD jumps from high to low rank and not back (Wang, Jacot 2023, arXiv
 * 2305.16038, [W] below).
 *
 * <p>A = W_L ⋯ W_1 is to match the observed entries I of A*. Objective: 1/(2|I|) Σ_{(i,j)∈I} (A_ij
 * − A*_ij)² + λ/2 Σ_l ‖W_l‖_F². Both terms carry the factor ½ that the penalties of this project
 * have everywhere; for a fit and a penalty without it, Σ (·)²/|I| + λ‖W_l‖², the same minima need
 * the same λ and the same steps half the learning rate. For a fit summed over I instead of
 * averaged, multiply λ and divide the rate by |I|.
 *
 * <p>A step on one entry costs three passes over each of the L − 2 inner matrices: one from either
 * end for the rows of W_L ⋯ W_{l+1} and the columns of W_{l−1} ⋯ W_1, and one that decays the
 * matrix and adds its gradient, of rank one, at once. Decay needs no pass of its own there, so
 * there is nothing that a lazy scale factor per matrix would save. All of it is FP64.
 */
package org.collapselab.models.completion;
