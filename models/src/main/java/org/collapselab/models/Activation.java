package org.collapselab.models;

/** What stands between two weight matrices. */
public enum Activation {
  /** σ(x) = max(x, 0). */
  RELU,
  /** σ(x) = x: no activation layer is built at all, so such a layer has no "post" tap. */
  LINEAR
}
