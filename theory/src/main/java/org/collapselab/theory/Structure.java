package org.collapselab.theory;

/**
 * The solutions that can be constructed; all but the edge, subset and spherical codes and the best
 * known point in closed form.
 */
public enum Structure {
  /** Rank K (orthogonal frame), or K − 1 (simplex) in a linear model under cross-entropy. */
  DNC("dnc", "deep neural collapse: an orthogonal frame or simplex of class means in every layer"),
  /** Rank r = O(√K) in every layer but the last; [S]. */
  SRG("srg", "strongly regular graph: classes are the edges of the complete graph on r vertices"),
  /** SRG with a free bias neuron, a feature that is the same for every class. */
  SRG_CONSTANT_ROW("srg_constant_row", "SRG with one neuron that is constant across classes"),
  /** SRG with another layer L. */
  SRG_SUBSETS("srg_subsets", "SRG whose layer L has a neuron for each set of s of the r vertices"),
  /** The same for other K, with a graph that a search has found. */
  EDGE_CODE(
      "edge_code",
      "classes are the edges of the best graph found on r vertices (numerical search)"),
  /** Rank ⌈log₂(K+1)⌉ or a little more, in every layer but the last. */
  SUBSET_CODE(
      "subset_code",
      "classes are sets of any size of r vertices, the best found (numerical search)"),
  /** Rank about K/2 + 1; [G], theorem 7. */
  PAIRED_CODE(
      "paired_code",
      "classes paired as the two ends of axes, lifted above zero by one direction ([G], theorem 7)"),
  /** Any rank from 2 on, with points that a search has placed. */
  SPHERICAL_CODE(
      "spherical_code",
      "classes are points of a space of few dimensions, the best found (numerical search)"),
  /** Rank K/2. */
  ORTHOPLEX("orthoplex", "orthoplex code: classes paired as the two ends of K/2 orthogonal axes"),
  /** Rank 2. */
  KGON("kgon", "K-gon code: classes at the corners of a regular K-gon in the plane"),
  /** Any rank; a bound of the least loss, not known to be it. */
  BEST_KNOWN(
      "best_known",
      "the point of lowest loss that searches have found, where it is below all others");

  private final String label;
  private final String description;

  Structure(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The lower-case name used in files, such as {@code srg_constant_row}. */
  public String label() {
    return label;
  }

  /** One line for people. */
  public String description() {
    return description;
  }
}
