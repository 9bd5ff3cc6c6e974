package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash offers when TAB is pressed. */
class CompletionTest {
  @TempDir static Path dir;

  private static Path script;

  @BeforeAll
  static void write() throws Exception {
    Shell shell = Shell.collapse("generate-completion");
    assertThat(shell.code()).isZero();
    script = Files.writeString(dir.resolve("completion.sh"), shell.out());
  }

  /** The offers for the last of these words, split as bash does: at spaces and around {@code =}. */
  private static Set<String> offers(String... words) throws Exception {
    String quoted = "";
    for (String word : words) {
      quoted += " '" + word + "'";
    }
    Process bash =
        new ProcessBuilder(
                "bash",
                "--norc",
                "-c",
                """
                set -u
                source '%s' 2>&1
                COMP_WORDS=(%s); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
                COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
                function compopt() { :; }
                COMPREPLY=()
                $(complete -p collapse | sed 's/.*-F \\([a-z_]*\\).*/\\1/')
                for offer in "${COMPREPLY[@]}"; do echo "$offer"; done
                """
                    .formatted(script, quoted))
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return new TreeSet<>(out.lines().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "run, data.set, cifar10",
    "run, data.set, mnist-10k",
    "resume, engine.name, libtorch",
    "bench, optimizer.type, nesterov",
    "run, export.weights, 'true'",
    "run, train.until.metric, nc1_trace_ratio",
    "sweep, experiment.data.set, fashion-mnist",
    "sweep, dufm.loss, ce"
  })
  void valuesOfKeys(String command, String key, String value) throws Exception {
    assertThat(offers("collapse", command, "x.yaml", key, "=")).contains(value);
    String begun = value.substring(0, value.length() - 1);
    assertThat(offers("collapse", command, "x.yaml", key, "=", begun))
        .contains(value)
        .allMatch(offer -> offer.startsWith(begun));
    assertThat(offers("collapse", command, "x.yaml", key + "=" + begun)) // as zsh splits
        .contains(key + "=" + value);
  }

  @Test
  void keysOnceThereIsAFile() throws Exception {
    Set<String> model = offers("collapse", "run", "x.yaml", "model.");
    assertThat(model)
        .contains("model.hidden=", "model.head.depth=", "model.type=")
        .allMatch(key -> key.startsWith("model."));
    assertThat(offers("collapse", "run", "x.yaml", "train.epochs", "=", "3", "seed"))
        .containsExactly("seed=");
    assertThat(offers("collapse", "sweep", "x.yaml", "vary.width")).contains("vary.width=");
    assertThat(offers("collapse", "sweep", "x.yaml", "experiment.model.h"))
        .contains("experiment.model.hidden=");
    assertThat(offers("collapse", "run", "mod")).noneMatch(offer -> offer.contains("="));
    assertThat(offers("collapse", "compare", "x", "model.")).isEmpty();
  }

  @Test
  void commandsOptionsAndSetsAsBefore() throws Exception {
    Files.createFile(dir.resolve("model.yaml"));
    assertThat(offers("collapse", "pre")).containsExactly("predict");
    assertThat(offers("collapse", "run", "mod")).containsExactly("model.yaml");
    assertThat(offers("collapse", "run", "x.yaml", "--thr")).containsExactly("--threads");
    assertThat(offers("collapse", "run", "--engine", "l")).containsExactly("libtorch");
    assertThat(offers("collapse", "data", "fetch", "cif")).containsExactly("cifar10");
    assertThat(offers("collapse", "measure", "--data", "fash"))
        .containsAll(List.of("fashion-mnist", "fashion-mnist-10k"));
  }
}
