package org.collapselab.studies.nightly;

import java.util.List;

/**
 * A night.
 *
 * @param night when it began, {@code yyyy-MM-dd HH:mm:ss} local time
 * @param commit of the sources
 * @param files in the order in which they were run
 */
public record NightResult(String night, String commit, List<FileResult> files) {
  public NightResult {
    files = List.copyOf(files);
  }

  /** The date, which names tonight's folder. */
  public String date() {
    return night.substring(0, "yyyy-MM-dd".length());
  }

  /** Whether a file was run and failed or missed an expectation. */
  public boolean missed() {
    return files.stream().anyMatch(FileResult::missed);
  }

  /** Whether a file was not run. */
  public boolean partial() {
    return count(FileResult.State.NOT_RUN) > 0;
  }

  /** Files that passed. */
  public long passed() {
    return files.stream().filter(FileResult::passed).count();
  }

  /** Files in a state. */
  public long count(FileResult.State state) {
    return files.stream().filter(file -> file.state() == state).count();
  }

  /** The night in one sentence. */
  public String verdict() {
    StringBuilder text =
        new StringBuilder("%d of %d files passed".formatted(passed(), files.size()));
    long missed = files.stream().filter(FileResult::missed).count();
    if (missed > 0) {
      text.append("; ").append(missed).append(" failed or drifted");
    }
    long notRun = count(FileResult.State.NOT_RUN);
    if (notRun > 0) {
      text.append("; ").append(notRun).append(" not run");
    }
    return text.append('.').toString();
  }
}
