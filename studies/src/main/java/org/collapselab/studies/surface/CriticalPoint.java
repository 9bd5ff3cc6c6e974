package org.collapselab.studies.surface;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a point of the surface is, by its gradient and the signs of the Hessian's eigenvalues. */
public enum CriticalPoint {
  /**
   * No eigenvalue is negative, and only those are zero that the model's symmetries make so: every
   * nearby point that symmetry does not carry here has a greater loss.
   */
  MINIMUM,
  /** No eigenvalue is negative, and more are zero: the second derivative does not decide. */
  DEGENERATE,
  /** Some eigenvalue is negative. */
  SADDLE,
  /** No negative eigenvalue was found by a method that finds only the extreme ones. */
  NO_DESCENT_FOUND,
  /** The gradient does not vanish. */
  NOT_CRITICAL;

  /** The name used in files and tables. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
