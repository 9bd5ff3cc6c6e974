package org.collapselab.cli.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A folder of finished runs with long tables, made up. */
final class ManyRuns {
  private static final List<String> METRICS =
      List.of(
          ",,fit",
          ",,dufm_objective",
          ",,accuracy",
          "fc1,weight,norm",
          "fc1,weight,rank_numerical",
          "fc1,post,nc1_trace_ratio",
          "fc1,post,nc2_angles",
          "fc1,post,rank_numerical",
          "fc2,weight,norm",
          "fc2,weight,rank_numerical",
          "fc2,pre,nc1_trace_ratio",
          "fc2,post,nc1_trace_ratio",
          "fc2,post,nc2_angles",
          "fc2,post,rank_numerical",
          "fc3,weight,norm",
          "fc3,weight,rank_numerical",
          "fc3,pre,nc1_trace_ratio",
          "fc3,pre,nc2_angles",
          "fc3,pre,rank_numerical",
          "fc3,pre,margin");

  private ManyRuns() {}

  /** Writes so many runs with so many rows in {@code metrics.csv}, in two groups. */
  static void write(Path folder, int runs, int rows) throws IOException {
    for (int run = 0; run < runs; run++) {
      String id = "20260101-%02d%02d00-shown-%06x".formatted(run / 60, run % 60, run);
      Path directory = RunsForShow.unfinished(folder, id);
      String config =
          Files.readString(directory.resolve("config.yaml"))
              .replace("l2_head: 1e-3", "l2_head: " + (run % 2 == 0 ? "1e-3" : "2e-3"));
      Files.writeString(directory.resolve("config.yaml"), config + "seed: " + run / 2 + "\n");
      RunsForShow.end(directory, "completed", "All epochs are done.");
      Files.writeString(directory.resolve("metrics.csv"), table(rows, run));
    }
  }

  private static String table(int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(RunsForShow.HEADER);
    for (int row = 0; row < rows; row++) {
      int step = row / METRICS.size();
      String metric = METRICS.get(row % METRICS.size());
      boolean whole = metric.endsWith("rank_numerical");
      text.append(step).append(',').append(step / 4).append(".2500,train,").append(metric);
      text.append(',').append(whole ? "9" : Double.toString(random.nextDouble() / (step + 1)));
      text.append('\n');
    }
    return text.toString();
  }
}
