package org.collapselab.trainer.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine that the tests of runs use: {@code -Dcollapse.tests.engine=libtorch}, or the default.
 * The module {@code models-torch} runs some of these tests again, on libtorch.
 */
public final class TestedEngine {
  private TestedEngine() {}

  /** Overrides of an experiment, with that of the engine in front. */
  public static List<String> with(List<String> overrides) {
    List<String> all = new ArrayList<>();
    Optional.ofNullable(System.getProperty("collapse.tests.engine"))
        .ifPresent(engine -> all.add("engine.name=" + engine));
    all.addAll(overrides);
    return all;
  }
}
