package org.collapselab.models.dl4j;

import java.util.Map;
import org.collapselab.models.LearningRate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * v ← μv + g, then the step lr·v (heavy ball) or lr·(g + μv) (Nesterov). Unlike the engine's own
 * Nesterov updater the rate stays out of v, so a schedule acts at once.
 */
public final class MomentumUpdater implements IUpdater {
  private static final String STATE = "V";

  private final double momentum;
  private final boolean nesterov;
  private ISchedule rate;

  /**
   * @param momentum μ
   * @param nesterov look-ahead step or plain heavy ball
   * @param rate the schedule of lr
   */
  public MomentumUpdater(
      @JsonProperty("momentum") double momentum,
      @JsonProperty("nesterov") boolean nesterov,
      @JsonProperty("rate") ISchedule rate) {
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.rate = rate;
  }

  /** μ. */
  public double getMomentum() {
    return momentum;
  }

  /** Whether the step looks ahead. */
  public boolean isNesterov() {
    return nesterov;
  }

  /** Schedule of lr. */
  public ISchedule getRate() {
    return rate;
  }

  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public GradientUpdater<MomentumUpdater> instantiate(INDArray view, boolean initialize) {
    Velocity velocity = new Velocity(this);
    velocity.setStateViewArray(view, view.shape(), view.ordering(), initialize);
    return velocity;
  }

  @Override
  public GradientUpdater<MomentumUpdater> instantiate(
      Map<String, INDArray> state, boolean initialize) {
    Velocity velocity = new Velocity(this);
    velocity.setState(state, initialize);
    return velocity;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return rate.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double lr, ISchedule schedule) {
    this.rate = schedule == null ? RateSchedule.of(new LearningRate.Constant(lr)) : schedule;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MomentumUpdater m
        && m.momentum == momentum
        && m.nesterov == nesterov
        && m.rate.equals(rate);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(momentum) * 31 + rate.hashCode();
  }

  @Override
  public MomentumUpdater clone() {
    return new MomentumUpdater(momentum, nesterov, rate.clone());
  }

  private static final class Velocity implements GradientUpdater<MomentumUpdater> {
    private final MomentumUpdater config;
    private INDArray v;

    Velocity(MomentumUpdater config) {
      this.config = config;
    }

    @Override
    public MomentumUpdater getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      v = state.get(STATE);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(STATE, v);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      if (initialize) {
        view.assign(0);
      }
      v = view;
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray velocity = v.reshape(gradient.shape());
      double lr = config.getLearningRate(iteration, epoch);
      velocity.muli(config.momentum).addi(gradient);
      if (config.nesterov) {
        Nd4j.exec(new Axpy(velocity, gradient, gradient, config.momentum));
        gradient.muli(lr);
      } else {
        gradient.assign(velocity).muli(lr);
      }
    }
  }
}
