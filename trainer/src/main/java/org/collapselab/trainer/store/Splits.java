package org.collapselab.trainer.store;

import java.util.List;

/** The samples that a number was measured on, by their names in tables. */
public final class Splits {
  /** The evaluation subset of the training set, measured over training. */
  public static final String TRAIN = "train";

  /** The evaluation subset of the test set, measured over training. */
  public static final String TEST = "test";

  /** The whole training set, measured once, at the end. */
  public static final String TRAIN_ALL = "train_all";

  /** All splits. */
  public static final List<String> ALL = List.of(TRAIN, TEST, TRAIN_ALL);

  /** The splits of the training set, the larger one first. */
  public static final List<String> TRAINING = List.of(TRAIN_ALL, TRAIN);

  private Splits() {}
}
