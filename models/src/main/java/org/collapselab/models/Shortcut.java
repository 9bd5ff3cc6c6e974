package org.collapselab.models;

/**
 * What runs beside the two convolutions of a residual block that changes the shape. A block that
 * keeps it always adds its input as it is.
 */
public enum Shortcut {
  /** A 1×1 convolution and batch norm: option B of He et al. 2016 (arXiv 1512.03385, sec. 3.3). */
  PROJECTION,
  /** Every second row and column, zeros in the new channels: option A, without parameters. */
  IDENTITY
}
