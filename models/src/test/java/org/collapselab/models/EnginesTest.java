package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** This module has Deeplearning4j alone. */
class EnginesTest {
  @Test
  void deeplearning4jIsInEveryBuild() {
    assertThat(Engines.names()).containsExactly(EngineName.DL4J);
    assertThat(Engines.of(EngineName.DL4J).describe().engine()).startsWith("Deeplearning4j 1");
  }

  @Test
  void anEngineThatIsNotThereIsNamedWithTheBuildThatHasIt() {
    assertThatThrownBy(() -> Engines.of(EngineName.LIBTORCH))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("this build has no libtorch")
        .hasMessageContaining("./mvnw -Ptorch");
  }
}
