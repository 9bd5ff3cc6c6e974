package org.collapselab.trainer.config;

import java.util.List;
import java.util.OptionalInt;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;
import org.collapselab.trainer.config.KeyAnnotations.OrWord;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** What is measured, on which samples, and when. */
public record MeasureConfig(
    @Doc(
            "Layer-name patterns, each with an optional `:pre` or `:post`; `*` matches any characters."
                + " For residual networks the default is `[\"s*.add.pooled:post\", pool, \"fc*\"]`")
        @Default("[\"*\"]")
        @Size(min = 1, max = 1000)
        @Format(
            pattern = "[^\\s:]+(:(pre|post))?",
            words = "a layer-name pattern, optionally ending in :pre or :post")
        List<String> taps,
    @Doc("When measurements are taken") Schedule schedule,
    @Doc("Size of the class-balanced evaluation subset of the training set")
        @Default("2000")
        @Range(min = 1)
        @OrWord("all")
        OptionalInt samples,
    @Doc("Whether accuracy and collapse are also measured on the held-out split") @Default("true")
        boolean test,
    @Doc("τ of the numerical rank: singular values above τσ_1 count")
        @Default("0.01")
        @Range(min = 0, max = 1, exclusiveMin = true, exclusiveMax = true)
        double rankTolerance,
    @Doc("Cutoff of the pseudo-inverse in `nc1_pinv`, relative to σ_1")
        @Default("0.01")
        @Range(min = 0, max = 1, exclusiveMin = true, exclusiveMax = true)
        double pinvCutoff,
    @Doc(
            "For `mlp`: number of mini-batches whose gradients give `batch_gradient_max` and"
                + " `rank2_bound`, at each measurement the next ones of training; 0 for none")
        @Default("0")
        @Range(min = 0, max = 100000)
        int batchGradients) {

  public MeasureConfig {
    taps = List.copyOf(taps);
  }

  /** When measurements are taken. */
  public record Schedule(
      @Doc(
              "`log`: `count` times, evenly spaced in log step; `steps`, `epochs`: every `every` of them")
          @Default("log")
          Spacing type,
      @Doc("For `log`: number of measurements, before the first step and after the last included")
          @Default("20")
          @Range(min = 2, max = 10000)
          int count,
      @Doc("For `steps` and `epochs`: the period, required there") @Default("null") @Range(min = 1)
          OptionalInt every) {

    /** The spacings. */
    public enum Spacing {
      LOG,
      STEPS,
      EPOCHS
    }
  }
}
