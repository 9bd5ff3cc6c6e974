package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher learns of a command line before it builds and chooses a card. */
class EngineAskedTest {
  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    write("plain.yaml", "name: plain # not on libtorch\n");
    write("torch.yaml", "name: torch\nengine: {name: libtorch}\n");
    write("dl4j.yaml", "name: dl4j\nengine:\n  name: dl4j\n");
    write("wrong.yaml", "name: wrong\nengine: {name: libtorsch}\n");
    write("from.yaml", "name: from\nexperiment: {from: torch.yaml}\n");
    write("back.yaml", "name: back\nexperiment: {from: torch.yaml, engine: {name: dl4j}}\n");
    write("open.yaml", "name: open\nexperiment: {from: plain.yaml}\n");
    write("vary.yaml", "name: v\nexperiment: {}\nvary: {engine.name: [dl4j, libtorch]}\n");
    Path dufm = Launcher.repository().resolve("experiments/papers/srg-loss.yaml");
    Files.copy(dufm, dir.resolve("dufm.yaml"));
    write(
        "smoke.yaml", "name: s\nexperiment: {}\nsmoke: {experiment: {engine: {name: libtorch}}}\n");
    Files.createDirectories(dir.resolve("nightly"));
    write("nightly/a.yaml", "name: [\n");
    write("nightly/b.yaml", "name: b\nengine: {name: libtorch}\n");
    Files.createDirectories(dir.resolve("quiet"));
    write("quiet/a.yaml", "name: a\n");
    Files.createDirectories(dir.resolve("run"));
    write("run/config.yaml", "name: run\nengine: {name: libtorch}\n");
    Files.createDirectories(dir.resolve("older"));
    write("older/config.yaml", "name: older\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(dir.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run @plain.yaml | open --engine=libtorch",
        "run @plain.yaml engine.name=libtorch | libtorch",
        "run @torch.yaml | libtorch",
        "run @torch.yaml engine.name=dl4j | dl4j",
        "run @torch.yaml --engine dl4j | dl4j",
        "run @torch.yaml train.epochs=no | ''",
        "run @dl4j.yaml | dl4j",
        "run @wrong.yaml | ''",
        "run @missing.yaml | ''",
        "bench --seconds 1 @torch.yaml | libtorch",
        "sweep @from.yaml | libtorch",
        "sweep @back.yaml | dl4j",
        "sweep @open.yaml | open experiment.engine.name=libtorch",
        "sweep @open.yaml experiment.engine.name=libtorch | libtorch",
        "sweep @vary.yaml | libtorch",
        "sweep @dufm.yaml | dl4j",
        "sweep @smoke.yaml | open experiment.engine.name=libtorch",
        "sweep @smoke.yaml --smoke | libtorch",
        "resume @run | libtorch",
        "resume @older | dl4j",
        "resume @older --engine libtorch | libtorch",
        "reproduce @run | libtorch",
        "measure @run | libtorch",
        "measure @model.zip | dl4j",
        "nightly @nightly | libtorch",
        "nightly @quiet | dl4j",
        "doctor | open --engine=libtorch",
        "doctor --engine libtorch | libtorch",
        "predict --classes 4 | ''",
        "run --help | ''",
        "walk | ''"
      })
  void theAnswerIsThatOfTheReaders(String line, String answer) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] =
          words[i].startsWith("@") ? dir.resolve(words[i].substring(1)).toString() : words[i];
    }
    assertThat(EngineAsked.answer(Main.commandLine(), words).orElse("")).isEqualTo(answer);
  }

  @Test
  void theChosenWordIsUnderstood() {
    String sweep = dir.resolve("open.yaml").toString();
    assertThat(
            EngineAsked.answer(
                Main.commandLine(), "sweep", sweep, "experiment.engine.name=libtorch"))
        .contains("libtorch");
    String run = dir.resolve("plain.yaml").toString();
    assertThat(EngineAsked.answer(Main.commandLine(), "run", run, "--engine=libtorch"))
        .contains("libtorch");
  }
}
