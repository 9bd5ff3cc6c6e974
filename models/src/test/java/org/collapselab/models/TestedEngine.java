package org.collapselab.models;

/**
 * The engine that the tests of networks run on: {@code -Dcollapse.tests.engine=libtorch}, or
 * Deeplearning4j. The module {@code models-torch} runs these tests again, on libtorch.
 */
final class TestedEngine {
  private static final Engine ENGINE =
      Engines.of(EngineName.of(System.getProperty("collapse.tests.engine", "dl4j")).orElseThrow());

  private TestedEngine() {}

  static EngineInfo describe() {
    return ENGINE.describe();
  }

  static Network network(Architecture architecture, TrainingSpec training) {
    return ENGINE.network(architecture, training);
  }
}
