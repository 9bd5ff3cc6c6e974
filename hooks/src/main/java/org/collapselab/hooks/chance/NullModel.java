package org.collapselab.hooks.chance;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** A distribution of class means without the structure in question. Equal models draw alike. */
public sealed interface NullModel permits RandomMeans, NoisyFrame {
  /** K. */
  int classes();

  /** The Gram matrix of one draw, K×K, up to scale. */
  DMatrixRMaj draw(Random random);
}
