package org.collapselab.models;

/** Where the training data are, from which a network takes its batches. */
public enum DataPlace {
  /** On the card, if the network computes on one and the set fits; otherwise in main memory. */
  AUTO,
  /** Where the network computes. */
  RESIDENT,
  /** In main memory; each batch is copied. */
  COPIED
}
