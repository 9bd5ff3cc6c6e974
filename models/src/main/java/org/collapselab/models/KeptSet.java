package org.collapselab.models;

/** A training set that lies where its network computes. */
public interface KeptSet extends AutoCloseable {

  /**
   * Takes one step of the network, as {@link Network#step} with a batch of these samples does, to
   * the bit.
   */
  double step(Pick pick);

  @Override
  void close();
}
