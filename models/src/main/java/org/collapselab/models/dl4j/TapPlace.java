package org.collapselab.models.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a tap is read: {@code x:pre} at vertex x, {@code x:post} at the ReLU after it, {@code
 * x.pooled:pre} as the mean over space of {@code x:pre}.
 */
record TapPlace(String tap, String vertex, boolean pooled) {
  private static final String POOLED = ".pooled";

  static TapPlace of(String tap) {
    int colon = tap.lastIndexOf(':');
    String layer = tap.substring(0, colon);
    boolean pooled = layer.endsWith(POOLED);
    String owner = pooled ? layer.substring(0, layer.length() - POOLED.length()) : layer;
    boolean post = tap.substring(colon + 1).equals("post");
    return new TapPlace(tap, post ? GraphAssembly.activationVertex(owner) : owner, pooled);
  }

  double[] read(INDArray activation) {
    return pooled ? HostCopy.pooled(activation) : HostCopy.samples(activation);
  }
}
