package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.trainer.store.ResidentMemory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many steps, measurements and checkpoints as six hours of a residual network have, of a network
 * so small that they take minutes: memory that leaks per step, measurement or checkpoint shows.
 */
class SoakTest {
  private static final String YAML =
      """
      name: soak
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      regularization: {l2_backbone: 1e-3, l2_head: [1e-3, 2e-3], lambda_h: 1e-5}
      optimizer: {learning_rate: 0.01}
      train: {epochs: 50000, batch_size: 50}
      measure: {samples: 100, schedule: {type: steps, every: 200}}
      checkpoint: {every_minutes: 0.005}
      """;

  @TempDir Path dir;

  @Test
  @Tag("nightly")
  void memoryStaysFlatOverTwoHundredThousandSteps() throws Exception {
    Path file = Files.writeString(dir.resolve("soak.yaml"), YAML);
    Path log = dir.resolve("log");
    Process process =
        new ChildJvm()
            .with("-Xmx256m")
            .start(log, List.of("run", file.toString(), "--runs-dir", dir.toString()));
    List<Long> resident = new ArrayList<>();
    while (process.isAlive()) {
      ResidentMemory.now(process.pid()).ifPresent(resident::add);
      Thread.sleep(500);
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    // The first third warms up: classes are compiled, and the heap grows to its limit.
    double middle = mean(resident, 1.0 / 3, 2.0 / 3);
    double last = mean(resident, 2.0 / 3, 1);
    System.out.printf("resident memory: %.0f MB, then %.0f MB%n", middle / 1e6, last / 1e6);
    assertThat(last / middle).isLessThan(1.05);
  }

  private static double mean(List<Long> values, double from, double to) {
    return values.subList((int) (from * values.size()), (int) (to * values.size())).stream()
        .mapToLong(Long::longValue)
        .average()
        .orElseThrow();
  }
}
