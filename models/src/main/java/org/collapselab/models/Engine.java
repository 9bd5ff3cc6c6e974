package org.collapselab.models;

import org.collapselab.models.dl4j.NativeEngine;

/** The numerical engine of this process. */
public final class Engine {
  private Engine() {}

  /**
   * Loads the engine if necessary and describes it.
   *
   * @throws EngineException if its native library cannot be loaded
   */
  public static EngineInfo describe() {
    return NativeEngine.describe();
  }

  /**
   * FP32 matrix products of size n³, repeated for about {@code seconds}: 10⁹ operations a second.
   */
  public static double gemmGflops(int n, double seconds) {
    return NativeEngine.gemmGflops(n, seconds);
  }
}
