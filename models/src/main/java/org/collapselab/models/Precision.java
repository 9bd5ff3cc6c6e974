package org.collapselab.models;

/** Floating-point type of parameters, activations and gradients. Statistics are FP64 either way. */
public enum Precision {
  /** FP32, the default for training. */
  FLOAT,
  /** FP64, for gradient checks and for comparisons to the last digit. */
  DOUBLE
}
