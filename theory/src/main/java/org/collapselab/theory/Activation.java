package org.collapselab.theory;

/**
 * σ, which acts between two weight matrices: in a DUFM on H_2 … H_L, never on H_1 or Z; in a
 * network after every hidden layer.
 */
public enum Activation {
  /** σ(x) = max(x, 0), entry by entry. */
  RELU,
  /**
   * σ(x) = x: the linear DUFM of [G]. A network has no activation layer there, hence no "post" tap.
   */
  LINEAR
}
