package org.collapselab.theory;

/** One structure in one problem, stated twice: as a formula, and as explicit factors. */
interface Blueprint {

  /** The structure's formula, independent of its factors. */
  ClosedForm closedForm();

  /** Factors at unit scale: Z is the ray's Z_1 and the squared norms multiply to c^{L+1}. */
  Construction construction();

  /** max d_l over the layers l = 1 … L: the least width of a network that can contain it. */
  int width();

  /** What was chosen among several possibilities; empty where there is nothing to choose. */
  default String detail() {
    return "";
  }
}
