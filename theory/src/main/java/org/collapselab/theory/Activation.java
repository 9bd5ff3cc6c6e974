package org.collapselab.theory;

/** What acts on H_2 … H_L before the next weight matrix; H_1 and Z are never activated. */
public enum Activation {
  /** σ(x) = max(x, 0), entry by entry. */
  RELU,
  /** The identity: the linear DUFM of [G]. */
  LINEAR
}
