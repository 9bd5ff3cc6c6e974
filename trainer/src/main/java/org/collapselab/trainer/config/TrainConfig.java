package org.collapselab.trainer.config;

import java.util.Optional;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.store.LastHidden;

/** Length of training and when it stops. */
public record TrainConfig(
    @Doc("Passes over the training set") @Default("10") @Range(min = 1, max = 1e6) int epochs,
    @Doc("Samples per step") @Default("128") @Range(min = 1, max = 65536) int batchSize,
    @Doc("Stop when the objective of a batch exceeds this")
        @Default("1.0e6")
        @Range(min = 0, exclusiveMin = true)
        double explodeAbove,
    @Doc("Stop once a measured value falls below a bound; null trains all epochs") @Default("null")
        Optional<Until> until) {

  /** Stops training at the first measurement where the metric is below the bound. */
  public record Until(
      @Doc("Metric, for example `nc1_trace_ratio`")
          @Format(
              pattern = "[a-z][a-zA-Z0-9_]*",
              words = "a metric name of letters, digits and underscores")
          String metric,
      @Doc("Layer at which it is measured: a name, or `last` for the last hidden layer")
          @Default(LastHidden.WORD)
          @Format(pattern = "[^\\s:]+", words = "a layer name or last")
          String layer,
      @Doc("Before or after the activation") @Default("post") Tap tap,
      @Doc("Bound") @Range(min = 0, exclusiveMin = true) double below) {}

  /** Which side of the activation features are taken from. */
  public enum Tap {
    PRE,
    POST
  }
}
