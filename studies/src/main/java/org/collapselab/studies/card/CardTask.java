package org.collapselab.studies.card;

import java.util.Locale;
import org.collapselab.models.DataPlace;

/**
 * One piece of work for a device.
 *
 * @param batch rows of a batch
 * @param data where the training samples lie
 */
record CardTask(Kind kind, CardNetwork network, int batch, DataPlace data) {
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
    return "%s %s %d %s".formatted(kind, network, batch, data);
  }

  static CardTask parse(String line) {
    String[] words = line.split(" ");
    return new CardTask(
        Kind.valueOf(words[0]),
        CardNetwork.valueOf(words[1]),
        Integer.parseInt(words[2]),
        DataPlace.valueOf(words[3]));
  }

  CardTask with(Kind other) {
    return new CardTask(other, network, batch, data);
  }

  CardTask with(DataPlace other) {
    return new CardTask(kind, network, batch, other);
  }

  /** What is being done, in words. */
  String words() {
    return "%s, %s, batch %d, data %s"
        .formatted(lowerCase(kind), network.label(), batch, lowerCase(data));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
