package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.collapselab.hooks.NetworkMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path dir;

  @Test
  void runsOfTheSameNameAndSecondGetDirectoriesOfTheirOwn() {
    Set<Path> paths = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      RunDirectory run = RunDirectory.create(dir.resolve("runs"), "mnist", NOON);
      assertThat(run.path()).isEmptyDirectory();
      assertThat(run.path().getFileName().toString()).matches("20260301-120000-mnist-[0-9a-f]{6}");
      paths.add(run.path());
    }
    assertThat(paths).hasSize(50);
  }

  @Test
  void tablesOfAnotherRunAreNotOverwritten() throws IOException {
    RunDirectory run = RunDirectory.create(dir, "mnist", NOON);
    Files.writeString(run.metrics(), "kept");
    assertThatThrownBy(() -> MetricsLog.create(run)).isInstanceOf(UncheckedIOException.class);
    assertThat(run.metrics()).hasContent("kept");
  }

  @Test
  void numbersHaveADecimalPointInEveryLocale() throws IOException {
    Locale before = Locale.getDefault();
    RunDirectory run = RunDirectory.create(dir, "mnist", NOON);
    try (MetricsLog log = MetricsLog.create(run)) {
      Locale.setDefault(Locale.GERMANY);
      log.add(new MetricsLog.Moment(3, 1.5, "train"), NetworkMetric.FIT, 0.25);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(run.metrics())
        .hasContent("step,epoch,split,layer,tap,metric,value\n3,1.5000,train,,,fit,0.25\n");
  }

  @Test
  void aParentThatIsAFileIsNamedWithTheOptionToChange() throws IOException {
    Path file = Files.writeString(dir.resolve("taken"), "");
    assertThatThrownBy(() -> RunDirectory.create(file, "mnist", NOON))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("choose another with --runs-dir");
  }

  @Test
  void writtenJsonReplacesTheOldWhole() throws IOException {
    Path file = dir.resolve("x.json");
    Json.write(file, EndState.FAILED);
    Json.write(file, EndState.DIVERGED);
    assertThat(Files.readString(file).strip()).isEqualTo("\"diverged\"");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }
}
