package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Main memory that a process has, as the system sees it: heap, native arrays, libraries. */
public final class ResidentMemory {
  private static final Pattern KILOBYTES = Pattern.compile("\\s+([0-9]+) kB");

  private ResidentMemory() {}

  /** Peak memory of this process in bytes; empty if the system does not report it. */
  public static OptionalLong peak() {
    return read(Path.of("/proc/self/status"), "VmHWM:");
  }

  /**
   * Current memory of a process in bytes; empty if it has ended or the system does not report it.
   */
  public static OptionalLong now(long pid) {
    return read(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
  }

  private static OptionalLong read(Path status, String field) {
    try {
      String text = Files.readString(status, StandardCharsets.UTF_8);
      int at = text.indexOf(field);
      Matcher kilobytes = KILOBYTES.matcher(text);
      return at >= 0 && kilobytes.find(at)
          ? OptionalLong.of(1024 * Long.parseLong(kilobytes.group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
