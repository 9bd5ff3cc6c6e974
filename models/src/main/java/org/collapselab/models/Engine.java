package org.collapselab.models;

import org.collapselab.theory.parallel.Workers;

/**
 * A library that runs networks. A service: {@link Engines} finds what a build has by the
 * constructors without parameters, which load no native library.
 */
public interface Engine {

  /** Which one it is. */
  EngineName name();

  /**
   * Loads the engine if necessary and describes it.
   *
   * @throws EngineException if its native library cannot be loaded
   */
  EngineInfo describe();

  /**
   * A freshly initialised network. All engines draw the same weights from the same seed, and take
   * one another's {@linkplain Network#state states}.
   *
   * @param workers share its work; the numbers are the same to the last bit for every number of
   *     threads
   */
  Network network(Architecture architecture, TrainingSpec training, Workers workers);

  /** A network that the calling thread runs alone. */
  default Network network(Architecture architecture, TrainingSpec training) {
    return network(architecture, training, Workers.alone());
  }

  /**
   * FP32 matrix products of size n³, repeated for about {@code seconds}: 10⁹ operations a second.
   */
  double gemmGflops(int n, double seconds);
}
