package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
  @TempDir Path dir;

  /** A run directory by hand; only what an export reads. */
  private Path run() throws IOException {
    Path run = Files.createDirectories(dir.resolve("run"));
    Files.writeString(run.resolve("config.yaml"), "name: tiny\n");
    Files.writeString(
        run.resolve("metrics.csv"),
        "step,epoch,split,layer,tap,metric,value\n0,0.0,train,,,accuracy,0.1\n");
    Files.writeString(
        run.resolve("spectra.csv"), "step,epoch,split,layer,tap,index,singular_value\n");
    return run;
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> entries = Files.walk(directory)) {
      return entries
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"parquet, metrics.parquet spectra.parquet", "csv, metrics.csv spectra.csv"})
  void tablesOfARunGoIntoAFolderOfItsOwn(String format, String names) throws IOException {
    Path run = run();
    Shell shell = Shell.collapse("export", run, "--format", format);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(String.join(" ", files(run.resolve(format)))).isEqualTo(names);
    assertThat(shell.out()).contains(run.resolve(format).resolve("metrics." + format).toString());
  }

  @Test
  void aRunIsOneEventFileWhichIsWrittenAnew() throws IOException {
    Path run = run();
    for (int i = 0; i < 2; i++) {
      assertThat(Shell.collapse("export", run, "--format", "tensorboard").code()).isZero();
    }
    assertThat(files(run.resolve("tensorboard")))
        .singleElement()
        .asString()
        .startsWith("events.out.tfevents.");
  }

  @Test
  void aSweepIsAFolderPerTrial() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("models.yaml"),
            """
            name: models
            dufm: {classes: 3, depth: 3, lambda: 0.001, steps: 200}
            seeds: 2
            """);
    Path parent = dir.resolve("sweeps");
    assertThat(Shell.collapse("sweep", file, "--runs-dir", parent).code()).isZero();
    Path sweep = parent.resolve(parent.toFile().list()[0]);
    Path out = dir.resolve("tb");
    Shell shell = Shell.collapse("export", sweep, "--format", "tensorboard", "--out", out);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("s1-seed1", "s1-seed2");
    assertThat(Shell.collapse("export", sweep, "--format", "parquet").code()).isZero();
    assertThat(files(sweep.resolve("parquet")))
        .containsExactly(
            "curves.parquet",
            "jumps.parquet",
            "predictions.parquet",
            "spectra.parquet",
            "trials.parquet");
  }

  @Test
  void whatCannotBeExportedIsASentence() throws IOException {
    Path run = run();
    Files.delete(run.resolve("metrics.csv"));
    Shell shell = Shell.collapse("export", run, "--format", "parquet");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("has no metrics.csv: nothing was measured");
    Shell missing = Shell.collapse("export", dir.resolve("none"), "--format", "csv");
    assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("does not exist");
    Shell format = Shell.collapse("export", run, "--format", "hdf5");
    assertThat(format.code()).isEqualTo(ExitCode.USAGE);
    assertThat(format.err()).contains("--format", "hdf5");
  }
}
