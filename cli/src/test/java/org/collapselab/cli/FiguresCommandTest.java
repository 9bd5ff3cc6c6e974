package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresCommandTest {
  @TempDir Path dir;

  /** A sweep with trials and nothing else, with two seeds. */
  private Path sweep(String name, int firstSeed, String lambdas) throws IOException {
    Path sweep = Files.createDirectories(dir.resolve(name));
    Files.writeString(
        sweep.resolve("sweep.yaml"),
        """
        name: tiny
        dufm: {classes: 4, depth: 3, width: 4, lambda: 0.004, steps: 10}
        vary: {lambda: [%s]}
        seeds: 2
        first_seed: %d
        figures:
          - {type: lines, title: Loss, x: lambda, y: [loss]}
          - {type: curves, title: Loss over training, y: [loss]}
        """
            .formatted(lambdas, firstSeed));
    StringBuilder trials =
        new StringBuilder("trial,setting,lambda,seed,state,reason,seconds,loss\n");
    for (int seed = firstSeed; seed < firstSeed + 2; seed++) {
      trials.append("s1-seed%d,1,0.004,%d,completed,,1,0.1%d\n".formatted(seed, seed, seed));
      trials.append("s2-seed%d,2,0.008,%d,completed,,1,0.2%d\n".formatted(seed, seed, seed));
    }
    Files.writeString(sweep.resolve("trials.csv"), trials);
    return sweep;
  }

  @Test
  void trialsAloneAreDrawnAndTheRestIsNamed() throws IOException {
    Path sweep = sweep("sweep", 0, "0.004, 0.008");
    Shell shell = Shell.collapse("figures", sweep);
    assertThat(shell.code()).as(shell.err()).isZero();
    Path file = sweep.resolve("figures/figure-1.svg");
    assertThat(shell.out()).isEqualToNormalizingNewlines(file + "\n");
    assertThat(shell.err())
        .contains("figure-2 (Loss over training): Not drawn: curves.csv is not in the directory");
    assertThat(Files.readString(file))
        .contains("width=\"85mm\"", "<title>Loss</title>", ">λ</text>");
  }

  @Test
  void ifNothingCanBeDrawnTheCodeSaysSo() throws IOException {
    Path sweep = sweep("sweep", 0, "0.004, 0.008");
    Shell shell = Shell.collapse("figures", sweep, "--only", "figure-2");
    assertThat(shell.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(shell.err()).contains("curves.csv");
  }

  @Test
  void sweepsWithOtherSeedsAreDrawnTogether() throws IOException {
    Path one = sweep("one", 0, "0.004, 0.008");
    Path two = sweep("two", 2, "0.004, 0.008");
    Path out = dir.resolve("out");
    Shell shell = Shell.collapse("figures", one, two, "--out", out, "--width", "170mm");
    assertThat(shell.code()).as(shell.err()).isZero();
    String together = Files.readString(out.resolve("figure-1.svg"));
    Shell.collapse("figures", one, "--out", out, "--width", "170mm");
    String alone = Files.readString(out.resolve("figure-1.svg"));
    // A faint point for each of the seeds of each of the two settings.
    assertThat(points(together) - points(alone)).isEqualTo(2 * 2);
  }

  private static int points(String svg) {
    return svg.split("opacity=\"0.3\"", -1).length;
  }

  @Test
  void aFileOfTablesAloneWritesThemAndPrintsWhere() throws IOException {
    sweep("one", 0, "0.004, 0.008");
    Path file = dir.resolve("tables.yaml");
    Files.writeString(
        file,
        """
        title: Loss
        sweeps: [{label: DUFM, directory: one, columns: [λ = lambda]}]
        tables: [{title: Loss by λ, by: [λ], of: [loss, loss<=0.11]}]
        tests: [{of: loss<=0.11, between: [λ=0.004, λ=0.008]}]
        """);
    Shell shell = Shell.collapse("figures", file);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).isEqualToNormalizingNewlines(dir.resolve("tables.md") + "\n");
    assertThat(dir.resolve("tables.md"))
        .content()
        .contains(
            "| 0.004 | 2 | 0.1050 ± 0.0071 | 2 of 2 [34 %, 100 %] |",
            "| 0.008 | 2 | 0.2050 ± 0.0071 | 0 of 2 [0 %, 66 %] |", "two-sided: p = 0.33.");
    Shell one = Shell.collapse("figures", file, "--only", "figure-1");
    assertThat(one.code()).isEqualTo(ExitCode.USAGE);
    assertThat(one.err()).contains("there is no figure \"figure-1\"");
  }

  @Test
  void theSameTrialTwiceIsRefused() throws IOException {
    Path one = sweep("one", 0, "0.004, 0.008");
    Path two = sweep("two", 1, "0.004, 0.008");
    Shell shell = Shell.collapse("figures", one, two, "--out", dir.resolve("out"));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("one and ", "two both have the trial s1-seed1");
  }

  @Test
  void sweepsOfOtherSettingsAreRefused() throws IOException {
    Path one = sweep("one", 0, "0.004, 0.008");
    Path two = sweep("two", 2, "0.004, 0.009");
    Shell shell = Shell.collapse("figures", one, two, "--out", dir.resolve("out"));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("have different settings");
  }

  @ParameterizedTest
  @CsvSource({
    "--width, 85, is not a width such as 85mm",
    "--width, 5mm, from 30mm to 1000mm",
    "--width, NaNmm, is not a width such as 85mm",
    "--format, gif, gif",
    "--only, loss, there are: figure-1",
  })
  void wrongOptionsAreRefused(String option, String value, String message) throws IOException {
    Shell shell = Shell.collapse("figures", sweep("sweep", 0, "0.004, 0.008"), option, value);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains(message);
  }

  @Test
  void directoriesThatAreNoRunsAreRefused() throws IOException {
    Path empty = Files.createDirectories(dir.resolve("empty"));
    Shell shell = Shell.collapse("figures", empty);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("is neither a run nor a sweep");
    Path sweep = sweep("sweep", 0, "0.004, 0.008");
    assertThat(Shell.collapse("figures", sweep, empty, "--out", dir.resolve("out")).err())
        .contains("is not the directory of a sweep");
    assertThat(Shell.collapse("figures", sweep, sweep).err()).contains("--out DIR");
  }
}
