package org.collapselab.trainer.run;

import java.util.Optional;
import org.collapselab.models.Batch;
import org.collapselab.models.KeptSet;
import org.collapselab.models.Network;
import org.collapselab.models.Pick;

/**
 * The training steps of a plan: each is the network's next one, on the batch of its number. The
 * batches are copied to the network, or picked from a training set that it keeps, as {@code
 * engine.data} says; the numbers are the same.
 */
public final class Steps implements AutoCloseable {
  private final Network network;
  private final BatchFeed feed;
  private final AheadFeed ahead;
  private final Optional<KeptSet> kept;
  private long samples;

  private Steps(Network network, BatchFeed feed, AheadFeed ahead, Optional<KeptSet> kept) {
    this.network = network;
    this.feed = feed;
    this.ahead = ahead;
    this.kept = kept;
  }

  /** The steps of a network that the plan made. */
  public static Steps of(RunPlan plan, Network network) {
    BatchFeed feed = plan.feed();
    Optional<KeptSet> kept = network.keep(feed, plan.config().engine().data());
    return new Steps(network, feed, AheadFeed.of(plan::feed, plan.workers().threads()), kept);
  }

  /**
   * Takes the next step.
   *
   * @return the objective of the mini-batch before it
   */
  public double take() {
    long step = network.steps();
    if (kept.isPresent()) {
      Pick pick = feed.pick(step);
      samples += pick.rows().length;
      return kept.get().step(pick);
    }
    Batch batch = ahead.batch(step);
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
    ahead.close();
    kept.ifPresent(KeptSet::close);
  }
}
