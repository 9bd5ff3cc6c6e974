package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
  @Test
  void growsWithWhatIsTouched() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux' /proc");
    long pid = ProcessHandle.current().pid();
    long before = ResidentMemory.now(pid).orElseThrow();
    java.nio.ByteBuffer block = java.nio.ByteBuffer.allocateDirect(64 << 20);
    for (int i = 0; i < block.capacity(); i += 4096) {
      block.put(i, (byte) 1);
    }
    assertThat(ResidentMemory.now(pid).orElseThrow() - before).isGreaterThan(50 << 20);
    assertThat(ResidentMemory.peak().orElseThrow())
        .isGreaterThanOrEqualTo(ResidentMemory.now(pid).orElseThrow() - (16 << 20));
    assertThat(block.get(0)).isEqualTo((byte) 1);
  }

  @Test
  void aProcessThatIsNotThereHasNone() {
    assertThat(ResidentMemory.now(Long.MAX_VALUE)).isEmpty();
  }
}
