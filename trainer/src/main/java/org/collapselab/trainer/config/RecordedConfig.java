package org.collapselab.trainer.config;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.store.RunDirectory;

/**
 * What those who read results need of their configuration, whether this program has trained the
 * network or another one has left its features.
 *
 * @param depth L; 0 if there is no head
 * @param loss empty if it is not known
 * @param activation between the layers of the head
 * @param experiment of a network that this program has trained
 * @param trial what the results depend on, except for the seed
 */
public record RecordedConfig(
    String name,
    String description,
    long seed,
    int depth,
    Optional<Loss> loss,
    Activation activation,
    Optional<ExperimentConfig> experiment,
    TrialConfig trial) {

  /**
   * Reads the configuration of a directory.
   *
   * @throws ConfigException if it cannot be read or understood
   */
  public static RecordedConfig read(RunDirectory directory) {
    return Files.exists(directory.featuresConfig())
        ? of(FeatureConfigLoader.load(Optional.of(directory.featuresConfig()), List.of()))
        : of(ConfigLoader.recorded(directory.config(), List.of()));
  }

  private static RecordedConfig of(FeatureConfig config) {
    return new RecordedConfig(
        config.name(),
        config.description(),
        config.seed(),
        config.head().size(),
        config.loss(),
        config.activation(),
        Optional.empty(),
        new FeaturesTrial(config));
  }

  private static RecordedConfig of(ExperimentConfig config) {
    return new RecordedConfig(
        config.name(),
        config.description(),
        config.seed(),
        config.model().head().depth(),
        Optional.of(config.loss()),
        config.model().head().activation(),
        Optional.of(config),
        new ExperimentTrial(config, List.of()));
  }
}
