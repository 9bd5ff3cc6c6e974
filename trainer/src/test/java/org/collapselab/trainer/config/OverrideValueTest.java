package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverrideValueTest {
  @TempDir Path folder;

  private static ExperimentConfig with(String... overrides) {
    return ConfigLoader.parse("name: x", List.of(overrides));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see #12",
        "# all",
        "a: b",
        "a:",
        "&anchor x",
        "*alias",
        "*",
        "!tag x",
        "%YAML 1.1",
        "@me",
        "`x`",
        "\"quoted\"",
        "'half",
        "it's \"so\"",
        "first\nsecond: 2\n",
        "~",
        "null",
        "yes",
        "true",
        "0x1f",
        "010",
        "1e3",
        " both ends  ",
        "",
        "- a",
        "? a",
        "[1, 2",
        "{a: 1}",
        "| b",
        "> b",
        "---",
        "...",
        "a\tb",
        "C:\\new\\table",
        "ü σ(H) 😀",
        "--- # x"
      })
  void aTextIsTakenAsItIsAndReadsBack(String text) {
    ExperimentConfig config = with("description=" + text);
    assertThat(config.description()).isEqualTo(text);
    assertThat(ConfigLoader.parse(ConfigWriter.toYaml(config), List.of())).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.epochs=5 # five",
        "train.epochs=*",
        "train.epochs=!!int 5",
        "train.epochs=&a 5",
        "train.epochs=a: 5",
        "train.epochs=\"5\"",
        "loss=ce # the other",
        "model.hidden=[4, 4, 4, 4] # wide",
        "model={hidden: [4, 4, 4, 4] # wide\n}"
      })
  void nothingOfAValueIsDroppedOrExpanded(String override) {
    assertThatThrownBy(() -> with(override))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(override.replace('\n', ' '))
        .hasMessageNotContaining("not valid YAML");
  }

  @Test
  void listsOfTextsTakeAnyCharacters() {
    assertThat(with("measure.taps=[*, fc1:post, 'fc*', \"pool\"]").measure().taps())
        .containsExactly("*", "fc1:post", "fc*", "pool");
    assertThat(with("expect=[accuracy(test) > 0.5, 'cdnv(fc1:post, test) > 0']").expect())
        .containsExactly("accuracy(test) > 0.5", "cdnv(fc1:post, test) > 0");
    assertThat(with("expect=[]").expect()).isEmpty();
  }

  @Test
  void aListGivenByAProgramKeepsEveryText() {
    List<String> taps = List.of("*", "*:post", "'", "\"a\\\"", "a,b", "[x]", "#3", "null");
    assertThat(with(ConfigLoader.override("measure.taps", taps)).measure().taps()).isEqualTo(taps);
  }

  @Test
  void theKeysOfASweepAreReadTheSameWay() throws Exception {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(
        file, "name: s\nexperiment: {data: {set: mnist-10k}, model: {hidden: [4, 4, 4, 4]}}\n");
    SweepConfig sweep =
        SweepLoader.load(
            file,
            List.of(
                "claim=see #12: a",
                "experiment.description=*",
                "vary.train.epochs=[1, 2]",
                "experiment.train.batch_size=7"),
            false);
    assertThat(sweep.claim()).isEqualTo("see #12: a");
    assertThat(sweep.settings()).hasSize(2);
    ExperimentConfig second = sweep.settings().get(1).trial().network().orElseThrow();
    assertThat(second.description()).isEqualTo("*");
    assertThat(second.train().epochs()).isEqualTo(2);
    assertThat(second.train().batchSize()).isEqualTo(7);
    assertThat(SweepLoader.parse(sweep.yaml())).isEqualTo(sweep);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description: \"half \\ud83d of it\"",
        "expect: [\"accuracy > 0 \\ude00\"]",
        "\"na\\udfffme\": x",
        "measure: {taps: [\"\\ud800\"]}",
      })
  void halfACharacterIsRefused(String yaml) {
    assertThatThrownBy(() -> ConfigLoader.parse("name: x\n" + yaml, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("half of a character");
    assertThatThrownBy(() -> with("description=\ud83d"))
        .hasMessageContaining("half of a character");
    assertThat(ConfigLoader.parse("name: x\ndescription: \"\\ud83d\\ude00\"", List.of()))
        .extracting(ExperimentConfig::description)
        .isEqualTo("😀");
  }

  @Test
  void halfACharacterIsRefusedInSweeps() {
    assertThatThrownBy(
            () -> SweepLoader.parse("name: s\ntitle: \"\\udc00\"\ndufm: {lambda: 0.01}\n"))
        .hasMessageContaining("half of a character");
  }
}
