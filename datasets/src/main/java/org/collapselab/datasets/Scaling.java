package org.collapselab.datasets;

/**
 * How stored values x become network inputs. Every kind is computed in FP64 and rounded once to
 * FP32.
 */
public enum Scaling {
  /** x as stored: 0–255 for images. */
  RAW,
  /** x/255, in [0, 1]; images only. */
  UNIT,
  /**
   * (u − mean_c)/std_c with u = x/255 for images and u = x for tables; mean and population standard
   * deviation (divisor N·h·w) of channel c over the training part. A constant channel becomes 0.
   */
  STANDARDIZED
}
