package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine refuses: memory, disk, places. */
class FaultsTest {
  private static final String YAML =
      """
      name: fault
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      train: {epochs: 40, batch_size: 50}
      measure: {samples: 100, test: false, schedule: {type: steps, every: 4}}
      checkpoint: {every_minutes: 1.0e-9}
      """;

  @TempDir Path dir;
  private Path file;
  private Path runs;

  private record Result(int code, String output) {
    Result {
      assertThat(output).doesNotContain("\tat ").doesNotContain("unexpected error");
    }
  }

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(dir.resolve("fault.yaml"), YAML);
    runs = Files.createDirectory(dir.resolve("runs"));
  }

  private List<String> run(String... overrides) {
    List<String> arguments = new ArrayList<>(List.of("run", file.toString()));
    arguments.addAll(List.of(overrides));
    arguments.addAll(List.of("--runs-dir", runs.toString()));
    return arguments;
  }

  private Result result(ChildJvm child, List<String> arguments) throws Exception {
    Path log = Files.createTempFile(dir, "child", ".log");
    Process process = child.start(log, arguments);
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(log));
  }

  private Path only() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      return entries.filter(entry -> Files.isDirectory(entry)).findFirst().orElseThrow();
    }
  }

  @Test
  void aSmallHeapIsExplained() throws Exception {
    Result result = result(new ChildJvm().with("-Xmx24m"), run("data.samples_per_class=null"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("out of memory (", "-Xmx6g");
  }

  @Test
  void aLackOfNativeMemoryIsExplainedAndTheRunCanBeResumed() throws Exception {
    ChildJvm small = new ChildJvm().with("-Dorg.bytedeco.javacpp.maxphysicalbytes=400m");
    Result result = result(small, run("model.hidden=[2560, 2560, 16]", "train.epochs=1"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("out of memory (").contains("COLLAPSE_NATIVE_MB=");
    assertThat(result.output()).doesNotContain("javacpp", "physicalBytes");
    Shell resumed = Shell.collapse("resume", only());
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("completed: All epochs are done.");
  }

  @Test
  void theCapOnNativeArraysCountsWhatNetworksTrainIn() throws Exception {
    ChildJvm capped = new ChildJvm().with("-Xmx3g", "-Dcollapse.native.mb=256");
    Result result =
        result(
            capped,
            run(
                "model.hidden=[12000, 16, 16]",
                "data.samples_per_class=200",
                "train.batch_size=2000"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .contains("out of memory (native arrays beyond COLLAPSE_NATIVE_MB=256)")
        .contains("Allow more: COLLAPSE_NATIVE_MB=12288.");
  }

  @Test
  void nativesThatDoNotLoadAreExplainedByEveryCommand() throws Exception {
    assumeMounting();
    Path cache = Files.createDirectory(dir.resolve("cache"));
    for (String options : List.of("noexec", "size=20m")) {
      String script =
          """
          mount -t tmpfs -o %s tmpfs %s || exit 99
          %s --runs-dir %s
          echo "code $?"
          """
              .formatted(
                  options,
                  cache,
                  shell(
                      new ChildJvm().with("-Dorg.bytedeco.javacpp.cachedir=" + cache),
                      List.of("run", file.toString())),
                  runs);
      assertThat(script(script).output())
          .contains("code 5")
          .contains("COLLAPSE_CACHE", cache.toString())
          .contains(options.equals("noexec") ? "mounted noexec" : "no space is left");
    }
  }

  /** On a file system of its own, of two megabytes, which then grows. */
  @Test
  void aFullDiskLosesNothingAndTheRunGoesOnOnceThereIsRoom() throws Exception {
    assumeMounting();
    Result whole = result(new ChildJvm(), run());
    assertThat(whole.code()).isZero();
    Path expected = only();
    Path disk = Files.createDirectory(dir.resolve("disk"));
    Path kept = dir.resolve("kept");
    String script =
        """
        mount -t tmpfs -o size=%s tmpfs %s || exit 99
        %s --runs-dir %s
        echo "code $?"
        find %s -name '*.part'
        mount -o remount,size=50m %s
        %s $(ls -d %s/*)
        echo "code $?"
        cp -r $(ls -d %s/*) %s
        """
            .formatted(
                "220k",
                disk,
                shell(List.of("run", file.toString())),
                disk,
                disk,
                disk,
                shell(List.of("resume")),
                disk,
                disk,
                kept);
    Result result = script(script);
    assertThat(result.output())
        .contains("No space left on device")
        .contains("code 1")
        .contains("code 0")
        .doesNotContain(".part");
    for (String table : List.of("metrics.csv", "spectra.csv", "comparison.json")) {
      assertThat(kept.resolve(table)).hasSameBinaryContentAs(expected.resolve(table));
    }
  }

  @Test
  void aReadOnlyPlaceIsNamed() throws Exception {
    assumeMounting();
    Path disk = Files.createDirectory(dir.resolve("disk"));
    Result result =
        script(
            """
            mount -t tmpfs -o ro tmpfs %s || exit 99
            %s --runs-dir %s
            echo "code $?"
            """
                .formatted(disk, shell(List.of("run", file.toString())), disk));
    assertThat(result.output())
        .contains("cannot create a run directory under " + disk)
        .contains("Read-only file system")
        .contains("choose another with --runs-dir")
        .contains("code 1");
  }

  @Test
  void aPlaceThatIsAFileIsNamed() throws Exception {
    Shell shell = Shell.collapse("run", file, "--runs-dir", file);
    assertThat(shell.code()).isEqualTo(1);
    assertThat(shell.err()).contains("cannot create a run directory under " + file);
  }

  @Test
  void aSecondProcessOnTheSameRunIsRefused() throws Exception {
    Process first = new ChildJvm().start(dir.resolve("first.log"), run("train.epochs=100000"));
    try {
      while (first.isAlive() && !hasCheckpoint()) {
        Thread.sleep(50);
      }
      Shell second = Shell.collapse("resume", only());
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("another process is working in this directory");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  private boolean hasCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(runs)) {
      return files.anyMatch(path -> path.toString().endsWith(".npz"));
    }
  }

  private static String shell(List<String> arguments) {
    return shell(new ChildJvm(), arguments);
  }

  private static String shell(ChildJvm child, List<String> arguments) {
    return String.join(
        " ", child.command(arguments).stream().map(word -> "'" + word + "'").toList());
  }

  /** In a name space where mounts are private. */
  private Result script(String text) throws Exception {
    Path script = Files.writeString(dir.resolve("script.sh"), text);
    Path log = Files.createTempFile(dir, "script", ".log");
    Process process =
        new ProcessBuilder(
                "unshare", "--user", "--map-root-user", "--mount", "bash", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(log));
  }

  private void assumeMounting() throws Exception {
    Path place = Files.createDirectories(dir.resolve("try"));
    boolean works = false;
    try {
      works = script("mount -t tmpfs tmpfs " + place).code() == 0;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("unshare");
    }
    assumeTrue(works, "needs a system that lets users mount tmpfs in a name space of their own");
  }
}
