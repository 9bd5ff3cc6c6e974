package org.collapselab.studies.nightly;

/** A file with what it came to tonight and how many seconds that took. */
public record FileResult(NightlyFile file, FileRun run, double seconds) {

  /** Whether it completed and met all its expectations. */
  public boolean passed() {
    return run.state() == FileState.COMPLETED && run.checks().passed();
  }

  /** Whether it was started and did not pass. */
  public boolean missed() {
    return run.state() != FileState.NOT_RUN && !passed();
  }
}
