package org.collapselab.trainer.config;

/** The fit term of the objective. */
public enum Loss {
  /** 1/(2N) ‖Z − Y‖_F². */
  MSE,
  /** Mean cross-entropy of the softmax of Z. */
  CE
}
