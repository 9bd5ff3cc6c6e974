package org.collapselab.trainer.run;

import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;

/** The last two states of a network that were kept, from which a divergence can be repeated. */
final class RecentStates {
  private static final int EVERY = 200; // steps; a copy costs about as much as a step

  private NetworkState earlier;
  private NetworkState later;

  /** Keeps the state if it is the first, or its step is due. */
  void offer(Network network) {
    if (later == null || network.steps() % EVERY == 0) {
      earlier = later == null ? null : later;
      later = network.state();
    }
  }

  /** The older one: a state from before the trouble began, or close to it. */
  NetworkState earliest() {
    return earlier == null ? later : earlier;
  }
}
