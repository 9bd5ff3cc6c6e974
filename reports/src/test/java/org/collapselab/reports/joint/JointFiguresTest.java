package org.collapselab.reports.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.trainer.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointFiguresTest {
  private static final String FILE =
      """
      title: Networks beside the DUFM
      sweeps:
        - {label: network, directory: network, columns: ["d = model.hidden", "lowest rank = min(rank_2, rank_3)"]}
        - {label: DUFM, directory: dufm, columns: [d = width, "lowest rank = min(rank_2, rank_3)"]}
      figures:
        - {type: lines, x: d, y: ["lowest rank=10", loss], colour: sweep}
      """;

  @TempDir Path dir;

  @BeforeEach
  void writeSweeps() throws IOException {
    sweep(
        "network",
        """
        name: network
        experiment: {model: {head: {depth: 2}}}
        vary: {model.hidden: [[32, 16, 16], [32, 64, 64]]}
        seeds: 2
        """,
        """
        trial,setting,model.hidden,seed,state,reason,seconds,loss,rank_2,rank_3
        s1-seed1,1,"[32, 16, 16]",1,completed,,1,0.5,7,10
        s1-seed2,1,"[32, 16, 16]",2,completed,,1,0.7,10,10
        s2-seed1,2,"[32, 64, 64]",1,completed,,1,0.3,10,10
        s2-seed2,2,"[32, 64, 64]",2,diverged,,1,,,
        """);
    sweep(
        "dufm",
        """
        name: dufm
        dufm: {classes: 10, depth: 3, lambda: 0.005}
        vary: {width: [16, 64]}
        seeds: 1
        """,
        """
        trial,setting,width,seed,state,reason,seconds,loss,rank_2,rank_3
        s1-seed1,1,16,1,completed,,1,0.4,5,5
        s2-seed1,2,64,1,completed,,1,0.2,10,9
        """);
  }

  private void sweep(String name, String yaml, String trials) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(name));
    Files.writeString(folder.resolve("sweep.yaml"), yaml);
    Files.writeString(folder.resolve("trials.csv"), trials);
  }

  private List<Figure> figures(String text) throws IOException {
    Path file = dir.resolve("joint.yaml");
    Files.writeString(file, text);
    return Joint.of(file).figures();
  }

  private static JsonNode rows(Figure figure, String dataset) {
    return figure.datasets().get(dataset).json();
  }

  @Test
  void sharesAreOfEachSweepAtEachWidthWithWilsonIntervals() throws IOException {
    Figure figure = figures(FILE).get(0);
    String text = rows(figure, "figure-1-1").toString();
    assertThat(figure.choices()).hasSize(2);
    assertThat(text).contains("network").contains("DUFM");
    Share half = new Share(1, 2);
    assertThat(numbers(rows(figure, "figure-1-1"), "value")).containsExactly(0.5, 1.0, 0.0, 0.0);
    assertThat(numbers(rows(figure, "figure-1-1"), "x")).containsExactly(16.0, 64.0, 16.0, 64.0);
    assertThat(numbers(rows(figure, "figure-1-1"), "low").get(0))
        .isCloseTo(half.low(), within(0.0));
    assertThat(numbers(rows(figure, "figure-1-1"), "n")).containsExactly(2.0, 1.0, 1.0, 1.0);
  }

  @Test
  void meansAreOfTheCompletedTrials() throws IOException {
    Figure figure = figures(FILE).get(0);
    assertThat(numbers(rows(figure, "figure-1-2"), "value"))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
        .containsExactly(0.6, 0.3, 0.4, 0.2);
  }

  private static List<Double> numbers(JsonNode node, String key) {
    return node.findValues(key).stream()
        .flatMap(list -> java.util.stream.StreamSupport.stream(list.spliterator(), false))
        .map(JsonNode::asDouble)
        .toList();
  }

  @Test
  void sweepsWithTheSameLabelCountAsOne() throws IOException {
    sweep(
        "more",
        Files.readString(dir.resolve("network/sweep.yaml"))
            .replace("seeds: 2", "seeds: 1\nfirst_seed: 3"),
        """
        trial,setting,model.hidden,seed,state,reason,seconds,loss,rank_2,rank_3
        s1-seed3,1,"[32, 16, 16]",3,completed,,1,0.6,10,10
        """);
    String more =
        FILE.replace(
            "  - {label: DUFM",
            "  - {label: network, directory: more, columns: [d = model.hidden, \"lowest rank = min(rank_2, rank_3)\"]}\n  - {label: DUFM");
    Figure figure = figures(more).get(0);
    assertThat(numbers(rows(figure, "figure-1-1"), "n")).containsExactly(3.0, 1.0, 1.0, 1.0);
  }

  @Test
  void theSameTrialTwiceIsRefused() {
    String twice =
        FILE.replace(
            "  - {label: DUFM",
            "  - {label: network, directory: network, columns: [d = model.hidden]}\n  - {label: DUFM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> figures(twice))
        .withMessageContaining("network, sweep network, d 16, seed 1")
        .withMessageContaining("is there twice");
  }

  @Test
  void aColumnThatDoesNotExistIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> figures(FILE.replace("d = width", "d = breadth")))
        .withMessageContaining("trials.csv has no column \"breadth\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: lines | type: spectra | figures[0].type: spectra is only for one sweep",
        "colour: sweep | couleur: sweep | couleur",
        "directory: dufm | folder: dufm | folder",
      })
  void mistakesInTheFileAreNamed(String right, String wrong, String message) {
    assertThatThrownBy(() -> figures(FILE.replace(right, wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"d, 16, d", "[32; 64], 64, list", "[], '', empty", "' [7] ', 7, one"})
  void aListStandsForItsLastEntry(String cell, String value, String name) {
    String text = cell.replace(';', ',');
    Definition definition = Definition.parse(name + " = old");
    assertThat(definition.of(java.util.Map.of("old", text.equals("d") ? "16" : text)))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"d", "d = max(a, b)", "= a", "d ="})
  void otherFormsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Definition.parse(text))
        .withMessageContaining("neither new = old nor new = min");
  }

  @Test
  void aNumberIsTheSameInEveryTrialAndTellsSettingsApart() throws IOException {
    String depth =
        FILE.replace("\"d = model.hidden\"", "L = 4, \"d = model.hidden\"").replace("x: d", "x: L");
    Figure figure = figures(depth.replace("d = width", "L = 5, d = width")).get(0);
    assertThat(numbers(rows(figure, "figure-1-1"), "x")).containsExactly(4.0, 4.0, 5.0, 5.0);
    assertThat(Definition.parse("L = 4").isKey(java.util.Map.of())).isTrue();
  }

  @Test
  void whereKeepsTheTrialsOfTheseValues() throws IOException {
    String one = FILE.replace("- {label: DUFM,", "- {label: DUFM, where: [d=64],");
    assertThat(numbers(rows(figures(one).get(0), "figure-1-1"), "x"))
        .containsExactly(16.0, 64.0, 64.0);
    String both = FILE.replace("- {label: DUFM,", "- {label: DUFM, where: [d=64, d=16, seed=2],");
    assertThat(numbers(rows(figures(both).get(0), "figure-1-1"), "x")).containsExactly(16.0, 64.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> figures(one.replace("[d=64]", "[b=64]")))
        .withMessageContaining("\"b=64\" is not column=value");
  }

  @Test
  void aMinimumOfAMissingNumberIsMissing() {
    Definition least = Definition.parse("least = min(a, b)");
    assertThat(least.of(java.util.Map.of("a", "3", "b", "2.5"))).isEqualTo("2.5");
    assertThat(least.of(java.util.Map.of("a", "3"))).isEmpty();
  }
}
