package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is said while long features are read. */
class FeatureConsoleTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long seconds;

  @Test
  void aLineEveryTenSecondsSaysHowMuchIsLeft() {
    FeatureConsole.Lines lines =
        new FeatureConsole.Lines(
            new PrintStream(said, true, StandardCharsets.UTF_8), () -> seconds * 1_000_000_000);
    lines.opened("epoch-010.npz", 3, 20, 100);
    for (int i = 0; i < 10; i++) {
      seconds += 4;
      lines.advanced(10);
    }
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "epoch-010.npz (3 of 20)  30 % read  remaining 0:00:28",
            "epoch-010.npz (3 of 20)  60 % read  remaining 0:00:16",
            "epoch-010.npz (3 of 20)  90 % read  remaining 0:00:04");
  }
}
