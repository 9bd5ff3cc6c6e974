package org.collapselab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.features.FeatureMeasurement;
import picocli.CommandLine.Option;

/** {@code --features} of {@code measure}, and what the arrays do not tell. */
final class FeaturesOption {
  @Option(
      names = "--features",
      paramLabel = "PATH",
      description =
          "Measures features that another program has written: a folder of .npy files, an .npz or a"
              + " .safetensors file, or a folder with one of these per epoch. See"
              + " docs/bring-your-own.md.")
  private Path path;

  @Option(
      names = "--head",
      split = ",",
      paramLabel = "LAYER",
      description = "With --features: the layers W_1 … W_L of the head, W_1 first.")
  private List<String> head = List.of();

  @Option(
      names = "--input",
      paramLabel = "TAP",
      description = "With --features: the tap of H_1, which W_1 multiplies.")
  private String input;

  @Option(names = "--loss", paramLabel = "LOSS", description = "With --features: mse or ce.")
  private String loss;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "With --features: relu or linear, between the layers of the head.")
  private String activation;

  @Option(
      names = "--lambda",
      split = ",",
      paramLabel = "λ",
      description = "With --features: λ of the head's layers, one for all or one for each.")
  private List<String> lambda = List.of();

  @Option(names = "--lambda-h", paramLabel = "λ", description = "With --features: λ_H.")
  private String lambdaH;

  /** Whether features are to be measured. */
  boolean isGiven() {
    return path != null;
  }

  /**
   * Refuses the other options without {@code --features}.
   *
   * @throws IllegalArgumentException naming one that was given
   */
  void requireGiven() {
    List<String> settings = settings(List.of());
    if (!isGiven() && !settings.isEmpty()) {
      throw new IllegalArgumentException(
          "--%s is only for --features PATH"
              .formatted(settings.get(0).replaceFirst("=.*", "").replace('_', '-')));
    }
  }

  /**
   * Measures the features.
   *
   * @param layers patterns of taps; empty for the configured ones
   * @param overrides further settings {@code key=value}
   */
  FeatureMeasurement.Result measure(
      Path parent,
      List<String> layers,
      List<String> overrides,
      List<String> command,
      Workers workers) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(settings(layers));
    FeatureConfig config = FeatureConfigLoader.load(FeatureMeasurement.settings(path), all);
    return new FeatureMeasurement(
            path, config, command, workers, run -> ReportWriter.write(run), FeatureConsole.create())
        .into(parent);
  }

  private List<String> settings(List<String> layers) {
    List<String> settings = new ArrayList<>();
    if (!head.isEmpty()) {
      settings.add(ConfigLoader.override("head", head));
    }
    put(settings, "input", input);
    put(settings, "loss", loss);
    put(settings, "activation", activation);
    if (!lambda.isEmpty()) {
      put(settings, "lambda", lambda.size() == 1 ? lambda.get(0) : lambda.toString());
    }
    put(settings, "lambda_h", lambdaH);
    if (!layers.isEmpty()) {
      settings.add(ConfigLoader.override("taps", layers));
    }
    return settings;
  }

  private static void put(List<String> settings, String key, String value) {
    if (value != null) {
      settings.add(key + "=" + value);
    }
  }
}
