/**
 * Builds networks with exactly the losses, penalties and optimisers the theory assumes, behind a
 * small interface of the project's own.
 *
 * <p>Objective: fit + ½Σ_l λ_l‖W_l‖_F² + ½λ_H‖H_1‖_F², with fit as in {@link
 * org.collapselab.theory.Loss}. Biases are never decayed. The engine is in {@code models.dl4j}; no
 * other package sees its types.
 */
package org.collapselab.models;
