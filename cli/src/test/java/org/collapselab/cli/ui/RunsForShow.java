package org.collapselab.cli.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories of runs as a run leaves them, written by hand. */
final class RunsForShow {
  static final String HEADER = "step,epoch,split,layer,tap,metric,value\n";
  static final String SPECTRA_HEADER = "step,epoch,split,layer,tap,index,singular_value\n";

  private static final String CONFIG =
      """
      name: shown
      description: "a run for show"
      data: {set: mnist-10k}
      model: {hidden: [16, 16], head: {depth: 2}}
      regularization: {l2_backbone: 1e-3, l2_head: 1e-3, lambda_h: 1e-5}
      train: {epochs: 10, batch_size: 30}
      measure: {samples: 100}
      """;

  private RunsForShow() {}

  /** A run that has not ended, with measurements at steps 0 and 4. */
  static Path unfinished(Path runs, String id) throws IOException {
    Path run = Files.createDirectories(runs.resolve(id));
    Files.writeString(run.resolve("config.yaml"), CONFIG);
    Files.writeString(run.resolve("provenance.json"), "{\"data\": {\"train\": {\"size\": 100}}}");
    Files.writeString(run.resolve("run.log"), "it starts\nit goes on\n");
    Files.writeString(run.resolve("run.lock"), "");
    Files.writeString(
        run.resolve("metrics.csv"), HEADER + measurement(0, 0.1) + measurement(4, 0.75));
    Files.writeString(
        run.resolve("spectra.csv"), SPECTRA_HEADER + spectrum(0, 5.5) + spectrum(4, 3.25));
    return run;
  }

  static String measurement(long step, double accuracy) {
    String at = "%d,%.4f,train,".formatted(step, step / 4.0);
    return at
        + ",,fit,"
        + (1 - accuracy)
        + "\n"
        + at
        + ",,dufm_objective,"
        + (2 - accuracy)
        + "\n"
        + at
        + ",,accuracy,"
        + accuracy
        + "\n"
        + at
        + "fc1,weight,rank_numerical,9\n"
        + at
        + "fc2,weight,rank_numerical,9\n"
        + at
        + "fc2,post,nc1_trace_ratio,0.5\n"
        + at
        + "fc2,post,rank_numerical,8\n"
        + at
        + "fc3,weight,rank_numerical,9\n"
        + at
        + "fc3,pre,nc1_trace_ratio,0.25\n";
  }

  static String spectrum(long step, double largest) {
    String at = "%d,%.4f,train,fc2,post,".formatted(step, step / 4.0);
    return at + "1," + largest + "\n" + at + "2,1.5\n" + at + "3,0.5\n";
  }

  static void end(Path run, String state, String reason) throws IOException {
    Files.writeString(
        run.resolve("summary.json"),
        "{\"name\": \"shown\", \"state\": \"%s\", \"reason\": \"%s\", \"steps\": 40}"
            .formatted(state, reason));
  }
}
