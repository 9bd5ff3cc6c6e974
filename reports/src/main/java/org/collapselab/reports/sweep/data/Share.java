package org.collapselab.reports.sweep.data;

/**
 * Share of trials, with the interval of Wilson (1927) at 95 %: the p with |p̂ − p| ≤ z √(p(1−p)/n).
 *
 * @param count of n, 0 … n
 * @param n at least 1
 */
public record Share(int count, int n) {
  private static final double Z = 1.959963984540054; // Φ⁻¹(0.975)

  public Share {
    if (n < 1 || count < 0 || count > n) {
      throw new IllegalArgumentException("%d of %d is not a share".formatted(count, n));
    }
  }

  /** count/n. */
  public double value() {
    return (double) count / n;
  }

  /** Lower end of the interval, exactly 0 for none. */
  public double low() {
    return count == 0 ? 0 : centre() - halfWidth();
  }

  /** Upper end of the interval, exactly 1 for all. */
  public double high() {
    return count == n ? 1 : centre() + halfWidth();
  }

  private double centre() {
    return (count + Z * Z / 2) / (n + Z * Z);
  }

  private double halfWidth() {
    double p = value();
    return Z * Math.sqrt(n * p * (1 - p) + Z * Z / 4) / (n + Z * Z);
  }
}
