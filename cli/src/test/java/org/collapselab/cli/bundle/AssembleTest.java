package org.collapselab.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/assemble} with five parts of a small archive. */
class AssembleTest {
  @TempDir Path folder;
  private Path bundle;
  private Path target;
  private byte[] content;

  @BeforeEach
  void pack() throws IOException {
    bundle = Files.createDirectory(folder.resolve("the bundle"));
    target = folder.resolve("some target");
    content = new byte[4500];
    new Random(1).nextBytes(content);
    Contents contents = new Contents();
    contents.file("lib/noise", Files.write(folder.resolve("noise"), content));
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho it runs\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    contents.file("script", script);
    Bundle.writeParts(contents, bundle, "small-1.0", 1000);
    Files.copy(Repository.path("bin/assemble"), bundle.resolve("assemble"));
  }

  private record Ended(int code, String said) {}

  private Ended assemble() throws IOException, InterruptedException {
    return run("sh", bundle.resolve("assemble").toString(), target.toString());
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private void requireRefusal(String... said) throws IOException, InterruptedException {
    Ended ended = assemble();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("copy").contains(said);
    assertThat(target)
        .satisfiesAnyOf(t -> assertThat(t).doesNotExist(), t -> assertThat(t).isEmptyDirectory());
  }

  private static Path part(Path bundle, int number) {
    return bundle.resolve("small-1.0.tar.gz.00" + number);
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void soundPartsAreUnpacked() throws IOException, InterruptedException {
    Ended ended = assemble();
    assertThat(ended).isEqualTo(new Ended(0, "unpacked %s/small-1.0%n".formatted(target)));
    assertThat(target.resolve("small-1.0/lib/noise")).hasBinaryContent(content);
    assertThat(run(target.resolve("small-1.0/script").toString()).said()).isEqualTo("it runs\n");
    assertThat(target.toFile().list()).containsExactly("small-1.0");
  }

  @Test
  void sumsAreThoseOfCoreutils() throws IOException, InterruptedException {
    String command = "cd \"$1\" && sha256sum --strict -c SHA256SUMS";
    Ended ended = run("sh", "-c", command, "sh", bundle.toString());
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said().lines()).hasSize(5);
  }

  @Test
  void everyDamagedAndMissingPartIsNamed() throws IOException, InterruptedException {
    flip(part(bundle, 2), 500);
    flip(part(bundle, 5), 0);
    Files.delete(part(bundle, 4));
    requireRefusal(
        "damaged: small-1.0.tar.gz.002\n",
        "missing: small-1.0.tar.gz.004\n",
        "damaged: small-1.0.tar.gz.005\n",
        "3 of 5 parts");
  }

  @Test
  void partsThatAreLeftOutOfTheSumsAreMissed() throws IOException, InterruptedException {
    Path sums = bundle.resolve("SHA256SUMS");
    List<String> lines = Files.readAllLines(sums);
    Files.write(sums, lines.subList(0, 4));
    requireRefusal("SHA256SUMS does not list every part");
    Files.delete(sums);
    requireRefusal("SHA256SUMS is missing");
  }

  @Test
  void whatIsThereStays() throws IOException, InterruptedException {
    Path file = Files.createDirectories(target.resolve("small-1.0")).resolve("mine");
    Files.writeString(file, "mine");
    Ended ended = assemble();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("small-1.0 exists; remove it or name another directory");
    assertThat(file).hasContent("mine");
  }
}
