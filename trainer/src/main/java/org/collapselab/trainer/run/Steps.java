package org.collapselab.trainer.run;

import org.collapselab.models.Batch;
import org.collapselab.models.Network;

/** The training steps of a plan: each is the network's next one, on the batch of its number. */
public final class Steps implements AutoCloseable {
  private final Network network;
  private final AheadFeed feed;
  private long samples;

  private Steps(Network network, AheadFeed feed) {
    this.network = network;
    this.feed = feed;
  }

  /** The steps of a network that the plan made. */
  public static Steps of(RunPlan plan, Network network) {
    return new Steps(network, AheadFeed.of(plan::feed, plan.workers().threads()));
  }

  /**
   * Takes the next step.
   *
   * @return the objective of the mini-batch before it
   */
  public double take() {
    Batch batch = feed.batch(network.steps());
    samples += batch.rows();
    return network.step(batch);
  }

  /** Takes at least one step, and more for so many seconds. */
  public double samplesPerSecond(double seconds) {
    long start = System.nanoTime();
    long before = samples;
    double elapsed;
    do {
      take();
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds);
    return (samples - before) / elapsed;
  }

  @Override
  public void close() {
    feed.close();
  }
}
