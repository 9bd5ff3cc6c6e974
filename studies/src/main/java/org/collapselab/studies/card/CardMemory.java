package org.collapselab.studies.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The memory in use on the card of this process, as the driver's tool reports it: whatever the
 * engine keeps for itself counts, and so does what other programs use.
 *
 * @param command prints a number of MiB
 */
record CardMemory(List<String> command) {
  private static final double MIB = 1 << 20;

  CardMemory {
    command = List.copyOf(command);
  }

  /** That of the card that the launcher chose. */
  static CardMemory ofTheCard(String card) {
    return new CardMemory(
        List.of(
            "nvidia-smi",
            "--query-gpu=memory.used",
            "--format=csv,noheader,nounits",
            "--id=" + card));
  }

  /** Bytes; empty if the tool does not say. */
  OptionalDouble bytes() {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean isNumber = process.waitFor() == 0 && text.matches("[0-9]+");
      return isNumber ? OptionalDouble.of(MIB * Long.parseLong(text)) : OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
  }
}
