package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource({
    "0x1b, \\u001b",
    "0x07, \\u0007",
    "0x0d, \\u000d",
    "0x9b, \\u009b",
    "0x202e, \\u202e",
    "0x7f, \\u007f",
  })
  void whatControlsATerminalIsShown(int code, String shown) {
    assertThat(PlainText.of("a" + (char) code + "b")).isEqualTo("a" + shown + "b");
  }

  @Test
  void everythingElsePasses() {
    StringWriter out = new StringWriter();
    PrintWriter printer = PlainText.printer(out);
    printer.printf("σ(M₂)\t≤ 1 – 好 😀%nnext\u001b[2J");
    printer.flush();
    assertThat(out).hasToString("σ(M₂)\t≤ 1 – 好 😀\nnext\\u001b[2J");
  }

  @Test
  void aStoredNameDoesNotReachTheTerminalRaw() {
    Shell shell = Shell.collapse("report", "no\u001b[31msuch");
    assertThat(shell.err()).contains("no\\u001b[31msuch").doesNotContain("\u001b");
  }
}
