package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a folder of 200 runs with 100,000 rows each takes; docs/ui.md tells the figures. The
 * limits are wide, for machines that have other work.
 */
@Tag("nightly")
class ManyRunsTest {
  private static final int RUNS = Integer.getInteger("collapse.runs", 200);
  private static final int ROWS = Integer.getInteger("collapse.rows", 100_000);

  @TempDir Path runs;

  @Test
  void theTableAndTheComparisonOfAllComeInTime() throws Exception {
    ManyRuns.write(runs, RUNS, ROWS);
    try (Browsing browsing = new Browsing(runs)) {
      assertThat(seconds("first table of runs", browsing, "/api/runs")).isLessThan(10);
      assertThat(seconds("table of runs again", browsing, "/api/runs")).isLessThan(5);
      StringBuilder all = new StringBuilder("/compare?");
      for (var row : browsing.json("/api/runs").path("runs")) {
        all.append("run=").append(row.path("id").asText()).append('&');
      }
      String compare = all.substring(0, all.length() - 1);
      assertThat(seconds("comparison of all", browsing, compare)).isLessThan(60);
      assertThat(seconds("comparison again", browsing, compare)).isLessThan(60);
    }
  }

  private static double seconds(String what, Browsing browsing, String path) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = System.nanoTime();
    long begun = system.getProcessCpuTime();
    assertThat(browsing.get(path).statusCode()).as(what).isEqualTo(200);
    double seconds = (System.nanoTime() - start) / 1e9;
    double processor = (system.getProcessCpuTime() - begun) / 1e9;
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        Locale.ROOT,
        "%-20s %6.2f s, %6.2f s of processor time, then %d MB of heap in use%n",
        what,
        seconds,
        processor,
        used >> 20);
    return seconds;
  }
}
