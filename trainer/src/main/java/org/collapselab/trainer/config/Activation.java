package org.collapselab.trainer.config;

/** The non-linearity σ between weight matrices. */
public enum Activation {
  /** max(x, 0). */
  RELU,
  /** The identity. */
  LINEAR
}
