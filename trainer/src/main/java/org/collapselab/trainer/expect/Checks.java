package org.collapselab.trainer.expect;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;

/** All expectations of a run or sweep, in the order of the file. */
public record Checks(List<Checked> all) {
  /** Nothing was expected. */
  public static final Checks NONE = new Checks(List.of());

  public Checks {
    all = List.copyOf(all);
  }

  /** The contents of {@code expectations.json}. */
  private record Written(boolean passed, List<Checked> expectations) {}

  /** A run without valid numbers: every expectation is missed, for this reason. */
  public static Checks ofRun(List<String> expect, String reason) {
    return missed(expect, text -> missing(RunExpectation.parse(text), reason));
  }

  /** A sweep without valid numbers: every expectation is missed, for this reason. */
  public static Checks ofSweep(List<String> expect, String reason) {
    return missed(expect, text -> missing(SweepExpectation.parse(text), reason));
  }

  private static Checks missed(List<String> expect, Function<String, Checked> missing) {
    return new Checks(expect.stream().map(missing).toList());
  }

  private static Checked missing(RunExpectation expectation, String reason) {
    return Checked.missing(expectation.quantity(), expectation.bound(), reason);
  }

  private static Checked missing(SweepExpectation expectation, String reason) {
    return Checked.missing(expectation.quantity(), expectation.bound(), reason);
  }

  /** Whether every expectation was met. */
  public boolean passed() {
    return all.stream().allMatch(Checked::passed);
  }

  /** Writes {@code expectations.json}, if anything was expected. */
  public void write(Path directory) {
    if (!all.isEmpty()) {
      Json.write(directory.resolve(RunDirectory.EXPECTATIONS), new Written(passed(), all));
    }
  }
}
