package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path dir;

  @Test
  void aWaitingThreadGetsTheLockWhenItIsFree() throws Exception {
    RunLock first = RunLock.acquire(dir);
    CompletableFuture<Optional<RunLock>> second =
        CompletableFuture.supplyAsync(() -> RunLock.await(dir, () -> false));
    Thread.sleep(300);
    assertThat(second).isNotDone();
    first.close();
    try (RunLock lock = second.get(10, TimeUnit.SECONDS).orElseThrow()) {
      assertThat(RunLock.await(dir, () -> true)).isEmpty();
    }
  }
}
