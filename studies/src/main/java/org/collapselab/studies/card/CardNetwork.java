package org.collapselab.studies.card;

import java.util.List;
import java.util.Locale;
import org.collapselab.datasets.DataHome;
import org.collapselab.models.DataPlace;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.run.RunPlan;

/** The networks that a card is tried with, on the digits that every build brings along. */
public enum CardNetwork {
  /** The perceptron of experiments/mnist-mlp-500.yaml. */
  PERCEPTRON(
      "perceptron",
      """
      name: perceptron
      data: {set: mnist-10k}
      model:
        hidden: [512, 512, 64, 64, 64]
        head: {depth: 4, linear_input: true}
      """),
  /** The residual network of experiments/mnist-resnet20-small.yaml, on augmented images. */
  RESNET20(
      "ResNet-20",
      """
      name: resnet20
      data: {set: mnist-10k, scaling: standardized, augment: crop}
      model:
        type: resnet20
        head: {depth: 4, width: 64}
        init_gain: 0.5
      """);

  private static final String TRAINING =
      """
      regularization: {l2_backbone: 5.0e-4, l2_head: 0.005, lambda_h: 5.0e-6}
      optimizer:
        {type: heavy_ball, learning_rate: 0.01, momentum: 0.9, schedule: {type: constant}}
      train: {epochs: 1000, batch_size: %d}
      engine: {name: %s, data: %s}
      """;

  private final String label;
  private final String model;

  CardNetwork(String label, String model) {
    this.label = label;
    this.model = model;
  }

  /** Its name in texts. */
  String label() {
    return label;
  }

  /** Its training with batches of this size. */
  RunPlan plan(EngineName engine, int batch, DataPlace data, DataHome home) {
    String yaml =
        model + TRAINING.formatted(batch, engine.key(), data.name().toLowerCase(Locale.ROOT));
    return RunPlan.of(ConfigLoader.parse(yaml, List.of()), home);
  }
}
