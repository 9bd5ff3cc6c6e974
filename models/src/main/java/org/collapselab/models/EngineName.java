package org.collapselab.models;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The libraries that can run networks. */
public enum EngineName {
  /** Deeplearning4j on ND4J; in every build. */
  DL4J("Deeplearning4j"),
  /** libtorch, the library under PyTorch; in builds with {@code -Ptorch}. */
  LIBTORCH("libtorch");

  private final String label;

  EngineName(String label) {
    this.label = label;
  }

  /** Its name in files and options: {@code dl4j}, {@code libtorch}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine of a {@link #key}; empty if there is none. */
  public static Optional<EngineName> of(String key) {
    return Stream.of(values()).filter(name -> name.key().equals(key)).findFirst();
  }

  /** Whether its networks can {@linkplain Network#keep keep} a training set. */
  public boolean keepsData() {
    return this == LIBTORCH;
  }

  /** Its name in texts. */
  public String label() {
    return label;
  }
}
