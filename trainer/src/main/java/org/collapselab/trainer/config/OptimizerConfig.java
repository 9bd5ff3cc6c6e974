package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Formerly;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** The step rule and its learning rate. */
public record OptimizerConfig(
    @Doc("Step rule") @Default("heavy_ball") Type type,
    @Doc("Learning rate before the schedule; for `california-housing` the default is 0.0005")
        @Default("0.05")
        @Range(min = 0, exclusiveMin = true, max = 100)
        double learningRate,
    @Doc("Momentum; for `sgd` the default is 0 and nothing else is allowed")
        @Default("0.9")
        @Range(min = 0, max = 1, exclusiveMax = true)
        double momentum,
    @Doc(
            "N: the rate of the t-th step, t = 1, 2, …, is min(1, t/N) times that of the schedule; 0 for"
                + " no warm-up, as in runs of versions that lack the key")
        @Default("100")
        @Formerly("0")
        @Range(min = 0, max = 1e9)
        int warmupSteps,
    @Doc("Learning rate over the epochs") Schedule schedule) {

  /** The step rules. */
  public enum Type {
    SGD,
    HEAVY_BALL,
    NESTEROV
  }

  /** The factor on the learning rate as a function of the epoch. */
  public record Schedule(
      @Doc("Shape of the schedule") @Default("cosine") Shape type,
      @Doc("For `step`: epochs after which the rate is multiplied by `gamma`, increasing")
          @Default("[]")
          @Range(min = 1, max = 1e6)
          @Size(max = 1000)
          List<Integer> milestones,
      @Doc("For `step`: factor at every milestone")
          @Default("0.1")
          @Range(min = 0, exclusiveMin = true, max = 1)
          double gamma,
      @Doc("For `cosine`: fraction of the rate left at the end")
          @Default("0.0")
          @Range(min = 0, max = 1)
          double finalFactor) {

    public Schedule {
      milestones = List.copyOf(milestones);
    }

    /** The shapes. */
    public enum Shape {
      CONSTANT,
      STEP,
      COSINE
    }
  }
}
