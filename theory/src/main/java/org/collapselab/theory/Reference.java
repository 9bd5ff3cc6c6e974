package org.collapselab.theory;

/** What the theory says about one structure in one problem: a prediction, or why there is none. */
public sealed interface Reference permits Prediction, Unavailable {

  /** The structure in question. */
  Structure structure();
}
