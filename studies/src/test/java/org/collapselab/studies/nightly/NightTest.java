package org.collapselab.studies.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.collapselab.trainer.expect.Checked;
import org.collapselab.trainer.expect.Checks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights on a clock that only running a file moves. */
class NightTest {
  private static final Checks MET =
      new Checks(List.of(new Checked("accuracy(test)", "> 0.9", 0.95, true, "")));

  @TempDir Path directory;
  private final SetClock clock = new SetClock();
  private final TreeMap<String, Integer> seconds = new TreeMap<>();
  private final Set<String> started = new HashSet<>();
  private Path out;

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void writeFiles() throws IOException {
    out = directory.resolve("out");
    for (String name : List.of("b", "a", "c")) {
      file(name + ".yaml", "name: " + name + "\nexpect: [accuracy(test) > 0.9]\n");
      seconds.put(name, 100);
    }
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private FileResult pass(NightlyFile file) {
    started.add(file.name());
    clock.now = clock.now.plusSeconds(seconds.get(file.name()));
    return new FileResult(file, FileResult.State.COMPLETED, "", Optional.empty(), MET, 0);
  }

  private NightResult night(int budget, FileResult.Runner runner) {
    started.clear();
    Night night =
        new Night(out, Duration.ofSeconds(budget), "abc", clock, () -> false, new Silent());
    return night.run(NightlyFile.in(directory), runner);
  }

  private static final class Silent implements NightListener {}

  private static List<String> states(NightResult night) {
    return night.files().stream().map(f -> f.file().name() + " " + f.state().label()).toList();
  }

  @Test
  void aSecondNightInTheFolderIsRefusedAndLosesNoRows() {
    NightResult first =
        night(
            1000,
            (file, parent) -> {
              if (file.name().equals("b")) {
                assertThatThrownBy(() -> night(1000, (f, p) -> pass(f)))
                    .hasMessageContaining("another process is working in this directory");
              }
              return pass(file);
            });
    assertThat(first.verdict()).isEqualTo("3 of 3 files passed.");
    assertThat(History.open(out).rows()).hasSize(3);
  }

  @Test
  void filesRunInTheOrderOfTheirNamesIntoTheFolderOfTheDate() {
    List<String> parents = new ArrayList<>();
    NightResult night =
        night(
            1000,
            (file, parent) -> {
              parents.add(file.name() + " " + out.relativize(parent));
              return pass(file);
            });
    assertThat(parents).containsExactly("a 2026-03-01", "b 2026-03-01", "c 2026-03-01");
    assertThat(night.verdict()).isEqualTo("3 of 3 files passed.");
    assertThat(night.missed() || night.partial()).isFalse();
    assertThat(out.resolve("history.csv"))
        .hasContent(
            """
            night,commit,file,state,seconds,expectation,value,bound,passed
            2026-03-01 02:00:00,abc,a,completed,100.0,accuracy(test),0.95,> 0.9,true
            2026-03-01 02:00:00,abc,b,completed,100.0,accuracy(test),0.95,> 0.9,true
            2026-03-01 02:00:00,abc,c,completed,100.0,accuracy(test),0.95,> 0.9,true
            """);
  }

  @Test
  void aFileIsNotStartedWhenLessIsLeftThanItTookLastTime() {
    seconds.put("b", 300);
    night(1000, (file, parent) -> pass(file));
    NightResult second = night(399, (file, parent) -> pass(file));
    // 399 − 100 < 300, so b is left out; c still fits.
    assertThat(states(second)).containsExactly("a completed", "b not run", "c completed");
    assertThat(second.files().get(1).reason())
        .isEqualTo("it took 300 s last time, and 299 s of the budget were left");
    assertThat(second.partial()).isTrue();
    assertThat(second.missed()).isFalse();
    assertThat(second.verdict()).isEqualTo("2 of 3 files passed; 1 not run.");
    NightResult third = night(500, (file, parent) -> pass(file));
    assertThat(states(third)).containsExactly("a completed", "b completed", "c completed");
  }

  @Test
  void aFileWithoutHistoryStartsWhileAnyBudgetIsLeft() {
    NightResult night = night(150, (file, parent) -> pass(file));
    assertThat(states(night)).containsExactly("a completed", "b completed", "c not run");
    assertThat(started).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aFailureIsARowAndTheOthersStillRun() throws IOException {
    file("aa.yaml", "name: aa\nsed: 3\n");
    NightResult night =
        night(
            1000,
            (file, parent) -> {
              if (file.name().equals("b")) {
                throw new IllegalStateException("the disk is full");
              }
              return pass(file);
            });
    assertThat(states(night))
        .containsExactly("a completed", "aa failed", "b failed", "c completed");
    assertThat(night.files().get(1).reason()).contains("did you mean seed?");
    assertThat(night.files().get(2).reason()).isEqualTo("the disk is full");
    assertThat(night.missed()).isTrue();
    assertThat(History.open(out).rows())
        .filteredOn(row -> row.file().equals("b"))
        .singleElement()
        .satisfies(row -> assertThat(row.passed()).isFalse())
        .satisfies(row -> assertThat(row.value()).isNaN())
        .satisfies(row -> assertThat(row.expectation()).isEqualTo("accuracy(test)"));
    assertThat(History.open(out).lastSeconds("b")).isEmpty();
  }

  /** The tests of this module have no libtorch. */
  @Test
  void aFileWhoseEngineTheBuildLacksFailsAloneAndSaysWhatToDo() throws IOException {
    file("aa.yaml", "name: aa\nengine: {name: libtorch}\n");
    NightResult night = night(1000, (file, parent) -> pass(file));
    assertThat(states(night))
        .containsExactly("a completed", "aa failed", "b completed", "c completed");
    assertThat(night.files().get(1).reason()).startsWith("this build has no libtorch");
  }

  @Test
  void aMissedExpectationIsDriftAlthoughTheFileCompleted() {
    Checks missed = new Checks(List.of(new Checked("accuracy(test)", "> 0.9", 0.8, false, "")));
    NightResult night =
        night(
            1000,
            (file, parent) ->
                file.name().equals("a")
                    ? new FileResult(
                        file, FileResult.State.COMPLETED, "", Optional.empty(), missed, 0)
                    : pass(file));
    assertThat(night.missed()).isTrue();
    assertThat(night.passed()).isEqualTo(2);
  }

  @Test
  void aNightThatIsStoppedStartsNoFurtherFile() {
    boolean[] stop = {false};
    Night night = new Night(out, Duration.ofHours(1), "abc", clock, () -> stop[0], new Silent());
    NightResult result =
        night.run(
            NightlyFile.in(directory),
            (file, parent) -> {
              stop[0] = true;
              return new FileResult(
                  file, FileResult.State.INTERRUPTED, "stopped", Optional.empty(), MET, 0);
            });
    assertThat(states(result)).containsExactly("a interrupted", "b not run", "c not run");
    assertThat(History.open(out).rows()).hasSize(3);
  }

  @Test
  void aDamagedHistoryIsNamedWithItsLineAndNothingRuns() throws IOException {
    night(1000, (file, parent) -> pass(file));
    Path history = out.resolve("history.csv");
    Files.writeString(history, Files.readString(history).replaceFirst("100\\.0", "x"));
    assertThatThrownBy(() -> night(1000, (file, parent) -> pass(file)))
        .hasMessageContaining("history.csv: line 2 is damaged")
        .hasMessageContaining("repair it or move it away");
    assertThat(started).isEmpty();
  }

  @Test
  void sweepsAreToldFromExperimentsByTheirKeys() throws IOException {
    file("s.yaml", "name: s\ndufm: {lambda: 0.1}\nexpect: [mean(loss) < 1]\n");
    assertThat(NightlyFile.in(directory))
        .extracting(f -> f.name() + " " + f.sweep() + " " + f.expect().size())
        .containsExactly("a false 1", "b false 1", "c false 1", "s true 1");
  }

  @Test
  void aFolderWithoutFilesIsRefused() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> NightlyFile.in(empty)).hasMessageContaining("has no *.yaml files");
    assertThatThrownBy(() -> NightlyFile.in(directory.resolve("none")))
        .hasMessageContaining("neither a directory nor a *.yaml");
  }

  @Test
  void oneFileCanBeRunAlone() {
    assertThat(NightlyFile.in(directory.resolve("b.yaml")))
        .extracting(NightlyFile::name)
        .containsExactly("b");
  }
}
