package org.collapselab.studies.card;

import java.util.Locale;

/**
 * One piece of work for a device.
 *
 * @param batch rows of a batch
 */
record CardTask(Kind kind, CardNetwork network, int batch) {
  /** What there is to do. */
  enum Kind {
    /** Trains from the start: objectives, outputs and the hash of the weights. */
    TRAIN,
    /** Trains half of the steps, and the rest with another network that is given the state. */
    RESUME,
    /** Watches memory while it trains. */
    MEMORY,
    /** Measures how fast it trains. */
    SPEED
  }

  /** As one line, which {@link #parse} reads. */
  String line() {
    return "%s %s %d".formatted(kind, network, batch);
  }

  static CardTask parse(String line) {
    String[] words = line.split(" ");
    return new CardTask(
        Kind.valueOf(words[0]), CardNetwork.valueOf(words[1]), Integer.parseInt(words[2]));
  }

  /** What is being done, in words. */
  String words() {
    return "%s, %s, batch %d".formatted(kind.name().toLowerCase(Locale.ROOT), network.label(), batch);
  }
}
