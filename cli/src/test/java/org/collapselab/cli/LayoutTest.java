package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is built and what runs. */
class LayoutTest {
  private static final String BUILDING =
      "collapse: building (the first time downloads about 260 MB of libraries) …";

  @TempDir Path scratch;
  private Checkout checkout;

  @BeforeEach
  void unpack() throws IOException {
    checkout = Checkout.in(scratch.toRealPath(), "collapse lab");
  }

  private static void requireRun(Checkout checkout, Checkout.Ended ended, String source) {
    assertThat(ended.code()).as(ended.err().toString()).isZero();
    assertThat(ended.out()).hasSize(2);
    assertThat(ended.out().get(0)).endsWith("/lib/library-2.jar: library");
    assertThat(ended.out().get(1)).endsWith("/lib/theory-1.jar: " + source);
    assertThat(ended.out()).allMatch(line -> line.startsWith(checkout.path("target/app") + "/"));
  }

  private void requireBuilds(int builds) throws IOException {
    assertThat(checkout.builds()).isEqualTo(builds);
  }

  @Test
  void itIsBuiltOnce() throws Exception {
    Checkout.Ended first = checkout.run();
    requireRun(checkout, first, "first");
    assertThat(first.err()).containsExactly(BUILDING);
    Checkout.Ended second = checkout.run();
    requireRun(checkout, second, "first");
    assertThat(second.err()).isEmpty();
    requireBuilds(1);
  }

  @Test
  void anEngineIsBuiltInWhenItIsAskedForAndStays() throws Exception {
    assertThat(checkout.run("run").out()).hasSize(2);
    Checkout.Ended asked = checkout.run("run", "--engine", "libtorch");
    assertThat(asked.out()).hasSize(3).last().asString().endsWith("models-torch-1.jar: libtorch");
    assertThat(asked.err())
        .containsExactly(
            "collapse: building (the first time downloads about 350 MB of libraries) …");
    assertThat(checkout.run("run", "engine.name=libtorch").err()).isEmpty();
    requireBuilds(2);
    checkout.write("other");
    assertThat(checkout.run("run").out()).hasSize(3);
    assertThat(checkout.run("run", "--engine=dl4j").err()).isEmpty();
    requireBuilds(3);
  }

  @Test
  void anEngineThatAFileNamesIsBuiltIn() throws Exception {
    Path file = Files.writeString(scratch.resolve("x.yaml"), "name: x\n");
    checkout.answer("libtorch");
    assertThat(checkout.run("run", file.toString()).out()).hasSize(2); // nobody asks Java
    Files.writeString(file, "name: x\nengine: {name: libtorch}\n");
    Checkout.Ended named = checkout.run("run", file.toString());
    assertThat(named.out()).hasSize(3).last().asString().endsWith("models-torch-1.jar: libtorch");
    assertThat(named.err()).hasSize(1);
    assertThat(checkout.run("run", file.toString()).err()).isEmpty();
    requireBuilds(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"resume @", "sweep --resume=@", "reproduce @", "nightly @", "run ~/x.yaml"})
  void filesOfRunsSweepsAndNightsNameEngines(String line) throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    String file =
        line.startsWith("sweep")
            ? "sweep.yaml"
            : line.startsWith("nightly") ? "a.yaml" : "config.yaml";
    Files.writeString(folder.resolve(file), "engine: {name: libtorch}\n");
    Files.writeString(scratch.resolve("x.yaml"), "experiment: {from: other.yaml}\n");
    checkout.answer("libtorch");
    Checkout.Ended named = checkout.run(line.replace("@", folder.toString()).split(" "));
    assertThat(named.out()).hasSize(3);
  }

  @Test
  void aFileThatMentionsAnEngineWithoutNamingItBuildsNothingMore() throws Exception {
    Path file = Files.writeString(scratch.resolve("x.yaml"), "name: x # not libtorch\n");
    for (String answer : List.of("open --engine=libtorch", "dl4j", "", "anything else")) {
      checkout.answer(answer);
      assertThat(checkout.run("run", file.toString()).out()).hasSize(2);
    }
    requireBuilds(1);
  }

  @Test
  void aBuildThatDoesNotBringTheEngineEndsAndIsNotRepeatedForever() throws Exception {
    checkout.run();
    Files.createFile(scratch.resolve("without-engine"));
    Checkout.Ended ended = checkout.run("run", "--engine", "libtorch");
    assertThat(ended.code()).isEqualTo(ExitCode.ENGINE);
    assertThat(ended.err()).hasSize(3).last().asString().contains("the build has no libtorch");
  }

  @Test
  void whereLibtorchIsNotPublishedItIsSaidBeforeABuild() throws Exception {
    Checkout.Ended ended =
        checkout.with("HOSTTYPE", "aarch64").run("run", "x.yaml", "--engine", "libtorch");
    assertThat(ended.code()).isEqualTo(ExitCode.ENGINE);
    assertThat(ended.err()).hasSize(1).first().asString().contains("--engine dl4j");
    requireBuilds(0);
  }

  @Test
  void itIsBuiltAndStartedWithTheToolsOfMacOs() throws Exception {
    Checkout mac = checkout.withBsdTools();
    requireRun(mac, mac.run(), "first");
    mac.write("second");
    Checkout.Ended second = mac.run();
    requireRun(mac, second, "second");
    assertThat(second.err()).containsExactly(BUILDING);
    assertThat(mac.run().err()).isEmpty();
    Path link = Files.createDirectory(scratch.resolve("links")).resolve("collapse");
    Files.createSymbolicLink(link, Path.of("../collapse lab/collapse"));
    assertThat(mac.at(link.getParent()).run().err()).isEmpty();
    requireBuilds(2);
  }

  @Test
  void contentDecidesAndNotTheClock() throws Exception {
    checkout.run();
    for (Duration offset : List.of(Duration.ofHours(2), Duration.ofDays(-999))) {
      Files.setLastModifiedTime(checkout.source(), FileTime.from(Instant.now().plus(offset)));
      assertThat(checkout.run().err()).isEmpty();
    }
    checkout.write("other"); // as long as the first, and as old
    Files.setLastModifiedTime(checkout.source(), FileTime.from(Instant.EPOCH));
    Files.createFile(checkout.path("theory/target/classes/Old.class"));
    requireRun(checkout, checkout.run(), "other");
    assertThat(checkout.path("theory/target/classes/Old.class")).doesNotExist();
    checkout.write("first");
    requireRun(checkout, checkout.run(), "first");
    requireBuilds(3);
  }

  @Test
  void newAndDeletedFilesAreSeen() throws Exception {
    checkout.run();
    Path file = Files.writeString(checkout.path("theory/src/main/name with\nnew line"), "x");
    checkout.run();
    requireBuilds(2);
    Files.delete(file);
    checkout.run();
    requireBuilds(3);
  }

  @Test
  void aRunKeepsItsProgramWhileAnotherIsBuilt() throws Exception {
    checkout.run();
    Checkout.Running run = checkout.start("wait");
    awaitFile(scratch.resolve("started"));
    for (String change : List.of("second", "third")) {
      checkout.write(change);
      requireRun(checkout, checkout.run(), change);
    }
    assertThat(checkout.programs()).hasSize(2);
    Files.createFile(scratch.resolve("go"));
    requireRun(checkout, run.end(), "first");
    checkout.write("fourth");
    requireRun(checkout, checkout.run(), "fourth");
    assertThat(checkout.programs()).hasSize(1);
  }

  private static void awaitFile(Path file) throws InterruptedException {
    for (int i = 0; i < 400 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
  }

  @Test
  void oneOfTwoStartsBuildsAndTheOtherWaits() throws Exception {
    List<Checkout.Running> starts =
        List.of(checkout.start(), checkout.start(), checkout.start(), checkout.start());
    for (Checkout.Running start : starts) {
      requireRun(checkout, start.end(), "first");
    }
    requireBuilds(1);
    assertThat(checkout.programs()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "5, 1"})
  void aBuildThatIsUnderWayIsNamedAndOneThatHasJustEndedIsNot(String seconds, int lines)
      throws Exception {
    Files.createDirectories(checkout.path("target/app"));
    Path held = scratch.resolve("held");
    String other = "flock 8; : >\"%s\"; sleep %s".formatted(held, seconds);
    new ProcessBuilder("bash", "-c", "exec 8>target/app/.building; " + other)
        .directory(checkout.path("").toFile())
        .start();
    awaitFile(held);
    Checkout.Ended ended = checkout.run();
    requireRun(checkout, ended, "first");
    assertThat(ended.err())
        .filteredOn(line -> line.contains("another build is under way"))
        .hasSize(lines);
    assertThat(ended.err()).hasSize(1 + lines).contains(BUILDING);
  }

  @Test
  void movedAndCopiedItRunsItsOwn() throws Exception {
    checkout.run();
    Checkout copy = checkout.copyTo(scratch.toRealPath().resolve("copy"));
    requireRun(copy, copy.run(), "first");
    Checkout moved = checkout.moveTo(scratch.toRealPath().resolve("Größe; moved"));
    requireRun(moved, moved.run(), "first");
    requireBuilds(1);
    copy.write("of the copy");
    requireRun(copy, copy.run(), "of the copy");
    requireRun(moved, moved.run(), "first");
  }

  @Test
  void itStartsThroughALink() throws Exception {
    Path link = Files.createDirectory(scratch.resolve("bin")).resolve("root");
    Files.createSymbolicLink(link, checkout.path(""));
    requireRun(checkout, checkout.at(link).run(), "first");
  }

  @Test
  void aDamagedProgramIsBuiltAnew() throws Exception {
    checkout.run();
    Path program = checkout.programs().get(0);
    Files.delete(program.resolve("lib/library-2.jar"));
    requireRun(checkout, checkout.run(), "first");
    Files.writeString(checkout.path("target/app/current"), "cut");
    requireRun(checkout, checkout.run(), "first");
    requireBuilds(3);
  }

  @Test
  void jarsOfOtherVersionsAreLeftAlone() throws Exception {
    checkout.run();
    Files.writeString(checkout.path("theory/target/theory-0.9.jar"), "old");
    checkout.write("second");
    requireRun(checkout, checkout.run(), "second");
  }

  @Test
  void aBuildThatFailsIsSaidInOneSentenceAndTheNextOneMends() throws Exception {
    Path broken = Files.createFile(scratch.resolve("broken"));
    Checkout.Ended failed = checkout.run();
    assertThat(failed.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .containsExactly(
            BUILDING, "it does not compile", "collapse: the build failed; see the messages above.");
    Files.delete(broken);
    requireRun(checkout, checkout.run(), "first");
  }

  @Test
  void whereNothingCanBeWrittenWhatIsBuiltRuns() throws Exception {
    checkout.run();
    Path target = checkout.path("target");
    Path kept = Files.move(target, checkout.path("kept"));
    Files.createFile(target); // stands for a folder of another user
    Checkout.Ended refused = checkout.run();
    assertThat(refused.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(refused.err())
        .containsExactly(
            "collapse: the program is not built yet, and %s cannot be written to. Its owner has to run %s, which builds it."
                .formatted(checkout.path(""), checkout.path("collapse --version")));
    Files.delete(target);
    Files.move(kept, target);
    requireRun(checkout, checkout.run(), "first");
  }

  @Test
  void aBuildOfAPartPublishesNothing() throws Exception {
    checkout.run();
    Files.writeString(checkout.path("theory/target/theory-1.jar"), "half");
    Process part =
        new ProcessBuilder("bin/layout", "publish", "theory/target/dependencies")
            .directory(checkout.path("").toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(part.getInputStream().readAllBytes())).contains("did not begin");
    assertThat(part.waitFor()).isZero();
    requireRun(checkout, checkout.run(), "first");
    requireBuilds(1);
  }

  @Test
  void whatAKilledBuildLeavesIsNoProgram() throws Exception {
    checkout.run();
    Files.createDirectories(checkout.path("target/app/.new.1/lib"));
    checkout.write("second");
    Checkout.Running killed = checkout.start();
    Thread.sleep(150);
    try (Stream<ProcessHandle> children = killed.process().descendants()) {
      children.toList().forEach(ProcessHandle::destroyForcibly);
    }
    killed.process().destroyForcibly().waitFor();
    requireRun(checkout, checkout.run(), "second");
    assertThat(checkout.path("target/app/.new.1")).doesNotExist();
  }
}
