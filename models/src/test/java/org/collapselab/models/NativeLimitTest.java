package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeLimitTest {
  private static final long MB = 1 << 20;

  @Test
  void whatIsNeitherHeapNorProgramCounts() {
    assertThatCode(() -> NativeLimit.check(1000 * MB, 552 * MB, 256 * MB))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> NativeLimit.check(1001 * MB, 552 * MB, 256 * MB))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("about 257 MB of native arrays");
  }
}
