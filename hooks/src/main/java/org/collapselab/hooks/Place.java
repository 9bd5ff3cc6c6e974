package org.collapselab.hooks;

import java.util.Locale;

/**
 * What a number describes: features on one side of a layer, its weights, or the head as a whole.
 */
public enum Place {
  /** Features before the activation. */
  PRE,
  /** Features after the activation. */
  POST,
  /** The weight matrix. */
  WEIGHT,
  /** The whole head; the layer name is then {@code head}. */
  HEAD;

  /** The place of features on a side. */
  public static Place of(Side side) {
    return side == Side.PRE ? PRE : POST;
  }

  /** {@code pre}, {@code post}, {@code weight} or {@code head}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
