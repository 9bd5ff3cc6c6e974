/**
 * Builds networks with exactly the losses, penalties and optimisers the theory assumes, behind a
 * small interface of the project's own.
 *
 * <p>Objective: fit + ½Σ_l λ_l‖W_l‖_F² + ½λ_H‖H_1‖_F², with fit as in {@link
 * org.collapselab.theory.Loss}. Biases are never decayed. The engine is in {@code models.dl4j};
 * besides it, only the module {@code listener} sees its types.
 *
 * <pre>{@code
 * MlpSpec model = new MlpSpec(2, List.of(16, 16), 2, Activation.RELU, true, false, 1, false, 1);
 * Optimizer optimizer = new Optimizer(Optimizer.Kind.SGD, 0, new LearningRate.Constant(0.1));
 * TrainingSpec training = new TrainingSpec(Loss.MSE, Penalties.none(1), optimizer, Precision.FLOAT, 2, 1);
 * try (Network network = Engines.of(EngineName.DL4J).network(model, training, Workers.alone())) {
 *   Batch batch = new Batch(2, new float[] {1, 0, 0, 1}, new float[] {1, 0, 0, 1}); // rows, inputs, one-hot
 *   for (int step = 0; step < 100; step++) {
 *     network.step(batch);
 *   }
 *   System.out.println(network.weights("fc3"));
 * }
 * }</pre>
 */
package org.collapselab.models;
