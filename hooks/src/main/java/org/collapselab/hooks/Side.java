package org.collapselab.hooks;

import java.util.Locale;

/** Which side of a layer's activation function a tap reads. */
public enum Side {
  /** Before the activation: H_l. */
  PRE,
  /** After it: σ(H_l). */
  POST;

  /** {@code pre} or {@code post}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
