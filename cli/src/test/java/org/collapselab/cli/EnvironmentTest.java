package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher makes of its environment, before a JVM starts. */
class EnvironmentTest {
  @TempDir Path home;
  private Launcher launcher;

  @BeforeEach
  void install() throws IOException {
    launcher = Launcher.of(home, false);
  }

  private void requireRefusal(Launcher.Started refused, int code, String... words) {
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).hasSize(1);
    assertThat(refused.err().get(0)).startsWith("collapse: ").contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OMP_NUM_THREADS | abc",
        "OMP_NUM_THREADS | 0",
        "OMP_NUM_THREADS | -2",
        "OMP_NUM_THREADS | 1,1",
        "OMP_NUM_THREADS | 2.5",
        "OMP_NUM_THREADS | 1025",
        "OMP_NUM_THREADS | 99999999999999999999",
        "OMP_NUM_THREADS | 0x10",
        "OMP_NUM_THREADS | $(touch here)",
        "COLLAPSE_NATIVE_MB | 6g",
        "COLLAPSE_NATIVE_MB | 6144m",
        "COLLAPSE_NATIVE_MB | 16",
        "COLLAPSE_NATIVE_MB | 1e4",
        "COLLAPSE_NATIVE_MB | a[0]"
      })
  void numbersThatAreNoneAreRefusedByTheNameOfTheirVariable(String variable, String value) {
    requireRefusal(
        launcher.with(variable, value).run("doctor"),
        ExitCode.USAGE,
        variable + " must be ",
        "it is '" + value + "'");
    assertThat(home.resolve("here")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4 | 4", "08 | 8", "' 2 ' | 2", "'' | 1", "' ' | 1", "0000000000001 | 1"})
  void threadsAreUnderstood(String value, String threads) {
    Launcher.Started started = launcher.with("OMP_NUM_THREADS", value).run("doctor");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("OMP_NUM_THREADS")).isEqualTo(threads);
  }

  @Test
  void theLimitOfTheProcessFollowsThatOfNativeArraysAndTheHeap() {
    String limit = "org.bytedeco.javacpp.maxphysicalbytes";
    assertThat(launcher.run("run").value(limit)).isEqualTo("8704m");
    launcher.with("COLLAPSE_NATIVE_MB", "0900");
    assertThat(launcher.run("run").value("collapse.native.mb")).isEqualTo("900");
    assertThat(launcher.run("run").value(limit)).isEqualTo("3460m");
    launcher.with("COLLAPSE_JAVA_OPTS", "-Xmx512m -Dx=y -Xmx6g");
    assertThat(launcher.run("run").value(limit)).isEqualTo("7556m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "de_DE.ISO-8859-1", "xx_XX.UTF-8", ""})
  void javaSpeaksUtf8InEveryLocale(String locale) {
    Launcher.Started started =
        launcher.with("LC_ALL", locale).with("LANG", "C").with("LC_CTYPE", "C").run("run", "Größe");
    assertThat(started.err()).allMatch(line -> line.contains("cannot change locale")); // by bash
    assertThat(started.value("LC_ALL")).isEqualTo("C.UTF-8");
    assertThat(started.value("LC_CTYPE")).isEmpty();
    assertThat(started.value("stdout.encoding")).isEqualTo("UTF-8");
    assertThat(started.out()).contains("Größe");
  }

  @Test
  void theHomeDirectoryIsThatOfTheShell() {
    assertThat(launcher.with("HOME", "/home/nobody at all").run("run").value("user.home"))
        .isEqualTo("/home/nobody at all");
    for (String none : new String[] {"", "?", "relative"}) {
      assertThat(launcher.with("HOME", none).run("run").value("user.home")).startsWith("/");
    }
  }

  @Test
  void tildesInVariablesMeanTheHomeDirectory() {
    Launcher.Started started =
        launcher
            .with("HOME", "/home/u")
            .with("COLLAPSE_DATA", "~/data sets")
            .with("COLLAPSE_CACHE", "~")
            .run("run");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("COLLAPSE_DATA")).isEqualTo("/home/u/data sets");
    assertThat(started.value("org.bytedeco.javacpp.cachedir")).isEqualTo("/home/u");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COLLAPSE_DATA", "COLLAPSE_CACHE", "JAVA_HOME"})
  void homesOfOthersAreNotGuessed(String variable) {
    requireRefusal(
        launcher.with(variable, "~someone/x").run("run"),
        ExitCode.USAGE,
        variable + " is '~someone/x'");
  }

  @Test
  void flagsThatJavaRefusesAreBlamedOnTheirVariable() {
    requireRefusal(
        launcher.with("COLLAPSE_JAVA_OPTS", "-Xmx3g -XX:+Wrong").run("run"),
        ExitCode.USAGE,
        "COLLAPSE_JAVA_OPTS='-Xmx3g -XX:+Wrong'",
        "Unrecognized VM option: -XX:+Wrong");
  }

  @Test
  void crashesAreNotReportedIntoTheCurrentDirectory() {
    assertThat(launcher.with("TMPDIR", "/var/tmp").run("run").out())
        .contains("-XX:ErrorFile=/var/tmp/collapse-crash-%p.log");
  }

  @Test
  void aLowLimitOfOpenFilesIsNamed() throws IOException {
    requireRefusal(
        launcher.under("ulimit -n 64").run("run"), ExitCode.ENGINE, "64 files", "ulimit -n 1024");
  }

  @Test
  void pathsThatJavaCannotHaveAreNamed() throws IOException {
    for (String name : new String[] {"2026-11-26 10:00", "new!"}) {
      requireRefusal(launcher.movedTo(home.resolve(name)).run("run"), 1, name, "Rename the folder");
    }
    Path odd = home.resolve("a b*c'd\"e$f%20;,#");
    Launcher.Started started = launcher.movedTo(odd).run("run");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("collapse.home")).isEqualTo(odd.toRealPath().toString());
  }
}
