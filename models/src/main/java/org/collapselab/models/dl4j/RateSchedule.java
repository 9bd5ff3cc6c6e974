package org.collapselab.models.dl4j;

import java.util.List;
import org.collapselab.models.LearningRate;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A {@link LearningRate} in the form that the engine stores in its model files. */
public final class RateSchedule implements ISchedule {
  private final double rate;
  private final List<Long> milestones;
  private final double factor;
  private final long cosineSteps;
  private final long warmupSteps;

  /**
   * @param rate initial rate
   * @param milestones steps at which the rate is multiplied by {@code factor}; empty for none
   * @param factor gamma of a step schedule, final factor of a cosine
   * @param cosineSteps length of a cosine, 0 for none
   * @param warmupSteps length of the warm-up, 0 for none, as in the files of earlier versions
   */
  public RateSchedule(
      @JsonProperty("rate") double rate,
      @JsonProperty("milestones") List<Long> milestones,
      @JsonProperty("factor") double factor,
      @JsonProperty("cosineSteps") long cosineSteps,
      @JsonProperty("warmupSteps") long warmupSteps) {
    this.rate = rate;
    this.milestones = List.copyOf(milestones);
    this.factor = factor;
    this.cosineSteps = cosineSteps;
    this.warmupSteps = warmupSteps;
  }

  static RateSchedule of(LearningRate learningRate) {
    return learningRate instanceof LearningRate.WarmedUp warm
        ? of(warm.after(), warm.steps())
        : of(learningRate, 0);
  }

  private static RateSchedule of(LearningRate learningRate, long warmupSteps) {
    if (learningRate instanceof LearningRate.Cosine c) {
      return new RateSchedule(c.rate(), List.of(), c.finalFactor(), c.steps(), warmupSteps);
    }
    if (learningRate instanceof LearningRate.Step s) {
      return new RateSchedule(s.rate(), s.milestones(), s.gamma(), 0, warmupSteps);
    }
    return new RateSchedule(learningRate.at(0), List.of(), 1, 0, warmupSteps);
  }

  @JsonIgnore
  private LearningRate learningRate() {
    return new LearningRate.WarmedUp(
        cosineSteps > 0
            ? new LearningRate.Cosine(rate, cosineSteps, factor)
            : new LearningRate.Step(rate, milestones, factor),
        warmupSteps);
  }

  /** Initial rate. */
  public double getRate() {
    return rate;
  }

  /** Steps of decay. */
  public List<Long> getMilestones() {
    return milestones;
  }

  /** Gamma or final factor. */
  public double getFactor() {
    return factor;
  }

  /** Length of the cosine, 0 for none. */
  public long getCosineSteps() {
    return cosineSteps;
  }

  /** Length of the warm-up. */
  public long getWarmupSteps() {
    return warmupSteps;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return learningRate().at(iteration);
  }

  @Override
  public ISchedule clone() {
    return new RateSchedule(rate, milestones, factor, cosineSteps, warmupSteps);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RateSchedule r && r.learningRate().equals(learningRate());
  }

  @Override
  public int hashCode() {
    return learningRate().hashCode();
  }
}
