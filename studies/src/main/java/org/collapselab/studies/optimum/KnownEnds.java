package org.collapselab.studies.optimum;

import java.util.Optional;

/** What a search need not do again. Used by several threads, each start by one. */
interface KnownEnds {
  /** What is known of a start; empty if it has not ended. */
  Optional<FoundPoint> find(OptimumStart start);

  /** Keeps an end. */
  void put(FoundPoint found);

  /** Keeps nothing. */
  static KnownEnds none() {
    return new KnownEnds() {
      @Override
      public Optional<FoundPoint> find(OptimumStart start) {
        return Optional.empty();
      }

      @Override
      public void put(FoundPoint found) {
        // a search without files is not resumed
      }
    };
  }
}
