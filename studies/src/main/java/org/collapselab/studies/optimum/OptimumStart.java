package org.collapselab.studies.optimum;

import java.util.Locale;

/**
 * One start of the search.
 *
 * @param rank of its layers 1 … L − 1: no more than so many neurons differ from 0 there, so that
 *     the rank cannot grow on the way; of a reference, the rank of its class means
 * @param number counts the starts of one rank from 0
 * @param kind how it is made
 * @param detail the structure of a reference, else empty
 */
public record OptimumStart(int rank, int number, Kind kind, String detail) {

  /** How a start is made. */
  public enum Kind {
    /** All factors 0. */
    ZERO,
    /** A named solution, padded with zeros and moved by noise on every entry. */
    REFERENCE,
    /** Classes as random sets of {@code rank} vertices, random ReLU neurons in layer L. */
    CODE,
    /** Gaussian factors, {@code rank} neurons in layers 1 … L − 1. */
    GAUSSIAN,
    /** The end of another start, polished longer. */
    POLISHED,
    /** The end of another start, moved by noise on every entry, then polished longer. */
    PERTURBED
  }

  /** Its name in files, such as {@code r03-code-017}. */
  public String id() {
    return "r%02d-%s-%03d".formatted(rank, kind.name().toLowerCase(Locale.ROOT), number);
  }
}
