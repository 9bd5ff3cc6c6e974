package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.collapselab.datasets.DataHome;
import org.collapselab.reports.sweep.SweepReportWriter;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.trainer.config.SweepLoader;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep whose file or results are not what they were. */
class EditedSweepTest {
  private static final String VARIED = "lambda: [0.001, 0.002]";
  private static final String SWEEP =
      """
      name: tiny
      dufm: {classes: 3, depth: 2, steps: 20, matrices: true}
      vary: {lambda: [0.001, 0.002]}
      seeds: 2
      """;

  @TempDir Path runs;

  private final List<String> ran = new ArrayList<>();

  private boolean run(SweepDirectory directory) {
    SweepContext context =
        new SweepContext(
            DataHome.resolve(Optional.of(runs)),
            directory.path().resolve(SweepFiles.RUNS),
            List.of("collapse"),
            () -> false,
            1);
    ran.clear();
    return SweepRunner.run(
        directory,
        context,
        1,
        false,
        new SweepListener() {
          @Override
          public void ended(Trial trial, TrialRecord record) {
            ran.add(trial.id());
          }
        });
  }

  private Path finished(String yaml) {
    SweepDirectory directory =
        SweepDirectory.create(runs, SweepLoader.parse(yaml), List.of("collapse", "sweep"));
    assertThat(run(directory)).isTrue();
    return directory.path();
  }

  private static void edit(Path sweep, String from, String to) throws IOException {
    Path file = sweep.resolve(SweepFiles.YAML);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private SweepDirectory resume(Path sweep) {
    SweepDirectory again = SweepDirectory.open(sweep);
    assertThat(run(again)).isTrue();
    return again;
  }

  /** λ and seed → loss, as the table says. */
  private static Map<String, String> losses(Path sweep) throws IOException {
    Map<String, String> losses = new TreeMap<>();
    for (TrialRow row : Trials.read(sweep.resolve(SweepFiles.TRIALS)).all()) {
      losses.put(row.text("lambda") + "/" + row.text("seed"), row.text("loss"));
    }
    return losses;
  }

  @Test
  void aChangedValueIsRunAndTheOldResultsAreSetAside() throws IOException {
    Path sweep = finished(SWEEP);
    Map<String, String> before = losses(sweep);
    edit(sweep, VARIED, "lambda: [0.005, 0.002]");
    SweepDirectory again = resume(sweep);
    assertThat(ran).containsExactly("s1-seed1", "s1-seed2");
    assertThat(again.setAside()).containsExactly("s1-seed1", "s1-seed2");
    assertThat(losses(sweep).keySet()).containsExactly("0.002/1", "0.002/2", "0.005/1", "0.005/2");
    assertThat(losses(sweep)).containsEntry("0.002/1", before.get("0.002/1"));
    assertThat(losses(sweep).get("0.005/1")).isNotEqualTo(before.get("0.001/1"));
    Map<String, String> fresh = losses(finished(SWEEP.replace(VARIED, "lambda: [0.005, 0.002]")));
    assertThat(losses(sweep)).isEqualTo(fresh);
  }

  @Test
  void resultsComeBackWithTheirSetting() throws IOException {
    Path sweep = finished(SWEEP);
    Map<String, String> before = losses(sweep);
    String table = Files.readString(sweep.resolve("spectra.csv"));
    edit(sweep, VARIED, "lambda: [0.002]");
    resume(sweep);
    assertThat(ran).isEmpty();
    assertThat(losses(sweep)).hasSize(2);
    edit(sweep, "lambda: [0.002]", VARIED);
    resume(sweep);
    assertThat(ran).isEmpty();
    assertThat(losses(sweep)).isEqualTo(before);
    assertThat(Files.readString(sweep.resolve("spectra.csv"))).isEqualTo(table);
    assertThat(sweep.resolve("matrices/s1-seed1/M_1.npy")).exists();
  }

  @Test
  void valuesInFrontMoveTheOthersAndAreRecorded() throws IOException {
    Path sweep = finished(SWEEP);
    edit(sweep, VARIED, "lambda: [0.005, 0.001, 0.002]");
    resume(sweep);
    assertThat(ran).containsExactly("s1-seed1", "s1-seed2");
    assertThat(losses(sweep))
        .isEqualTo(losses(finished(SWEEP.replace(VARIED, "lambda: [0.005, 0.001, 0.002]"))));
    JsonNode resumed =
        Provenance.tree(sweep.resolve(SweepFiles.PROVENANCE)).path("resumed").path(0);
    assertThat(resumed.path("added").toString()).isEqualTo("[\"s1-seed1\",\"s1-seed2\"]");
    assertThat(resumed.path("settings_sha256").asText()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seeds: 3", "first_seed: 2\nseeds: 2"})
  void moreSeedsAreAdded(String seeds) throws IOException {
    Path sweep = finished(SWEEP);
    edit(sweep, "seeds: 2", seeds);
    resume(sweep);
    assertThat(ran).containsExactly("s1-seed3", "s2-seed3");
    assertThat(losses(sweep)).isEqualTo(losses(finished(SWEEP.replace("seeds: 2", seeds))));
  }

  @Test
  void aChangedBaseRunsEverything() throws IOException {
    Path sweep = finished(SWEEP);
    edit(sweep, "steps: 20", "steps: 21");
    resume(sweep);
    assertThat(ran).hasSize(4);
  }

  @Test
  void wordsAndFiguresMayChange() throws IOException {
    Path sweep = finished(SWEEP);
    edit(sweep, "name: tiny", "name: tiny\ntitle: Other words");
    new SweepOrigin(sweep, SweepDirectory.open(sweep).config()).requireOwnResults();
    resume(sweep);
    assertThat(ran).isEmpty();
  }

  @Test
  void anEditedSweepIsNotShownBeforeItIsResumed() throws IOException {
    Path sweep = finished(SWEEP);
    edit(sweep, VARIED, "lambda: [0.005, 0.002]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunFinder.read(List.of(sweep)))
        .withMessageContaining("sweep.yaml was edited")
        .withMessageContaining("--resume");
    resume(sweep);
    assertThat(RunFinder.read(List.of(sweep))).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trials.csv", "curves.csv", "spectra.csv", "matrices/s1-seed1/M_1.npy"})
  void aChangedByteIsNoticed(String name) throws IOException {
    Path sweep = finished(SWEEP);
    Path file = sweep.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> SweepReportWriter.write(sweep, SweepDirectory.open(sweep).config()))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("damaged or was edited");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tap\" : \"pre\"",
        "\"state\" : \"completed\"",
        "\"quantity\" : \"loss\"",
        "\"trial\" : \"s2-seed2\"",
        "\"values\" : "
      })
  void aNullInARecordNamesTheFile(String pair) throws IOException {
    Path sweep = finished(SWEEP);
    Manifest.delete(sweep); // which would notice any change
    Path file = sweep.resolve("trials/s2-seed2.json");
    String text = Files.readString(file);
    assertThat(text).contains(pair);
    Files.writeString(
        file,
        text.replace(
            pair,
            pair.substring(0, pair.indexOf(':'))
                + ": null, \"x\" : "
                + (pair.endsWith(": ") ? "" : "1")));
    assertThatThrownBy(() -> resume(sweep)).hasMessageContaining("s2-seed2.json");
  }

  /** As a kill right after the first files leaves it. */
  @Test
  void aSweepThatWasKilledAtOnceLacksNothing() throws IOException {
    SweepDirectory directory =
        SweepDirectory.create(runs, SweepLoader.parse(SWEEP), List.of("collapse", "sweep"));
    assertThat(directory.path().resolve(SweepFiles.PROVENANCE)).exists();
    Files.delete(directory.path().resolve(SweepFiles.PROVENANCE)); // of an earlier version
    Files.writeString(directory.path().resolve("trials/s1-seed1.json.part"), "{");
    resume(directory.path());
    assertThat(directory.path().resolve(SweepFiles.PROVENANCE)).exists();
    assertThat(directory.path().resolve("trials/s1-seed1.json.part")).doesNotExist();
  }
}
