package org.collapselab.trainer.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kind of a directory, recognised by its files. */
public enum DirectoryKind {
  /** Of one run. */
  RUN("a run", "see it with: collapse report %s"),
  /** Of a sweep. */
  SWEEP("a sweep", "continue it with: collapse sweep --resume %s"),
  /** Of {@code optimum}. */
  SEARCH("a search for optima", "see it with: collapse report %s"),
  /** Of {@code compare}. */
  COMPARISON("a comparison", "see its compare.html, or name the runs that it compares"),
  /** Of {@code measure}. */
  MEASUREMENT("a measurement", "see its report.html, or name the run that was measured"),
  /** Of {@code measure --features}, or of a listener. */
  FEATURES("a measurement of another program's network", "see it with: collapse report %s"),
  /** Of {@code nightly}. */
  NIGHTLY("the folder of nightly runs", "see its index.html, or name the runs in it"),
  /** Of none of these. */
  OTHER("not a directory of this program", "name the directory of a run");

  private static final String SWEEP_FILE = "sweep.yaml";
  private static final String SEARCH_FILE = "search.json";
  private static final String COMPARISON_PAGE = "compare.html";
  private static final String HISTORY = "history.csv";
  private static final String MEASURED = "measured";

  private final String noun;
  private final String advice;

  DirectoryKind(String noun, String advice) {
    this.noun = noun;
    this.advice = advice;
  }

  /**
   * The kind of a directory. A run is recognised by its configuration or its summary. With a
   * damaged provenance, a measurement looks like a run.
   */
  public static DirectoryKind of(Path directory) {
    if (Files.exists(directory.resolve(SWEEP_FILE))) {
      return SWEEP;
    }
    if (Files.exists(directory.resolve(SEARCH_FILE))) {
      return SEARCH;
    }
    if (Files.exists(directory.resolve(RunDirectory.FEATURES_CONFIG))
        && Files.exists(directory.resolve(RunDirectory.PROVENANCE))) {
      return FEATURES;
    }
    boolean run =
        Files.exists(directory.resolve(RunDirectory.CONFIG))
            || Files.exists(directory.resolve(RunDirectory.SUMMARY));
    if (run) {
      return isMeasurement(directory) ? MEASUREMENT : RUN;
    }
    if (Files.exists(directory.resolve(COMPARISON_PAGE))) {
      return COMPARISON;
    }
    if (isMeasurement(directory)) {
      return MEASUREMENT;
    }
    return Files.exists(directory.resolve(HISTORY)) ? NIGHTLY : OTHER;
  }

  private static boolean isMeasurement(Path directory) {
    Path provenance = directory.resolve(RunDirectory.PROVENANCE);
    try {
      return Files.isRegularFile(provenance) && Provenance.tree(provenance).has(MEASURED);
    } catch (IOException e) {
      return false;
    }
  }

  /** Such as {@code a sweep}. */
  public String noun() {
    return noun;
  }

  /** What can be done with a directory of this kind, part of a sentence. */
  public String advice(Path directory) {
    return advice.formatted(directory);
  }

  /**
   * Requires that a directory is of this kind.
   *
   * @throws IllegalArgumentException naming its actual kind and what to do
   */
  public void require(Path directory) {
    DirectoryKind found = of(directory);
    if (found == this) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "%s %s; name the directory of %s"
              .formatted(
                  directory, Files.exists(directory) ? "is a file" : "does not exist", noun));
    }
    throw new IllegalArgumentException(
        found == OTHER
            ? "%s is not the directory of %s: it has no %s"
                .formatted(directory, noun, this == SWEEP ? SWEEP_FILE : RunDirectory.CONFIG)
            : "%s is %s, not %s; %s"
                .formatted(directory, found.noun, noun, found.advice(directory)));
  }
}
