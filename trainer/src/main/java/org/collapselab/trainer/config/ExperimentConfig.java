package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/**
 * One experiment, fully resolved: every default is filled in. {@code regularization.l2Head} has
 * exactly {@code model.head.depth} entries; a list of one is spread over the head.
 */
public record ExperimentConfig(
    @Doc("Name of the experiment; names its run directories")
        @Format(
            pattern = "[a-z0-9][a-z0-9-]*",
            words = "lower-case letters, digits and hyphens, starting with a letter or digit")
        String name,
    @Doc("Free text, shown in the report") @Default("\"\"") String description,
    @Doc("Seed of initialisation, subsets and shuffling") @Default("1") @Range(min = 0) long seed,
    @Doc("The data") DataConfig data,
    @Doc("The network") ModelConfig model,
    @Doc("What runs the network") EngineConfig engine,
    @Doc("Fit term: `mse` is 1/(2N)·‖Z − Y‖_F², `ce` the mean cross-entropy") @Default("mse")
        Loss loss,
    @Doc("Penalties added to the fit, and decoupled weight decay")
        RegularizationConfig regularization,
    @Doc("Step rule and learning rate") OptimizerConfig optimizer,
    @Doc("Length of training and when to stop") TrainConfig train,
    @Doc("What is measured, and when") MeasureConfig measure,
    @Doc("When the state of the run is stored, for `collapse resume` and `collapse measure`")
        CheckpointConfig checkpoint,
    @Doc("Arrays written at the end of the run") ExportConfig export,
    @Doc("What is computed beside the run, to compare it with") CompareConfig compare,
    @Doc(
            "What the run is expected to measure, for example `nc1_trace_ratio(last) < 0.05`; see"
                + " nightly.md")
        @Default("[]")
        @Size(max = 100)
        List<String> expect) {

  public ExperimentConfig {
    regularization = regularization.spreadOver(model.head().depth());
  }

  /** The same experiment with another seed. */
  public ExperimentConfig withSeed(long other) {
    return with(other, optimizer);
  }

  /** The same experiment with another step rule or rate. */
  public ExperimentConfig withOptimizer(OptimizerConfig other) {
    return with(seed, other);
  }

  private ExperimentConfig with(long otherSeed, OptimizerConfig otherOptimizer) {
    return new ExperimentConfig(
        name,
        description,
        otherSeed,
        data,
        model,
        engine,
        loss,
        regularization,
        otherOptimizer,
        train,
        measure,
        checkpoint,
        export,
        compare,
        expect);
  }
}
