package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Unavailable;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.run.RunResult;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.npy.NpyFile;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletedRunTest {
  @TempDir private static Path dir;
  private static RunResult run;

  @BeforeAll
  static void train() {
    run = new TinyRun(dir).reporting(ReportWriter::write).run("export.features=true");
  }

  @Test
  void exactlyTheDocumentedFilesAreWritten() throws IOException {
    assertThat(TinyRun.files(run))
        .containsExactlyInAnyOrder(
            "config.yaml",
            "provenance.json",
            "summary.json",
            "metrics.csv",
            "spectra.csv",
            "references.json",
            "comparison.json",
            "run.log",
            "report.html",
            "model.zip",
            "means/fc1.pre.npy",
            "means/fc1.post.npy",
            "means/fc2.pre.npy",
            "means/fc2.post.npy",
            "means/fc3.pre.npy",
            "means/fc3.post.npy",
            "means/fc4.pre.npy",
            "weights/fc1.npy",
            "weights/fc1.bias.npy",
            "weights/fc2.npy",
            "weights/fc2.bias.npy",
            "weights/fc3.npy",
            "weights/fc4.npy",
            "features/fc1.pre.npy",
            "features/fc1.post.npy",
            "features/fc2.pre.npy",
            "features/fc2.post.npy",
            "features/fc3.pre.npy",
            "features/fc3.post.npy",
            "features/fc4.pre.npy",
            "features/labels.npy",
            "checkpoints/step-000000012.npz",
            "run.lock",
            "files.json");
  }

  @Test
  void theWrittenConfigurationGivesTheSameRunAgain() throws IOException {
    String yaml = Files.readString(run.directory().config());
    assertThat(ConfigLoader.parse(yaml, List.of()))
        .isEqualTo(ConfigLoader.parse(TinyRun.YAML, List.of("export.features=true")));
  }

  @Test
  void theSummarySaysThatAllEpochsAreDone() throws IOException {
    JsonNode summary = TinyRun.json(run.directory().summary());
    assertThat(run.summary().state()).isEqualTo(EndState.COMPLETED);
    assertThat(summary.get("state").asText()).isEqualTo("completed");
    assertThat(summary.get("steps").asLong()).isEqualTo(TinyRun.STEPS);
    assertThat(summary.get("epochs").asDouble()).isEqualTo(3);
    assertThat(summary.get("seconds").asDouble())
        .isGreaterThan(summary.get("measuring_seconds").asDouble());
    assertThat(summary.get("headline").has("training accuracy")).isTrue();
  }

  @Test
  void theProvenanceNamesDataEngineAndSeed() throws IOException {
    JsonNode provenance = TinyRun.json(run.directory().provenance());
    assertThat(provenance.get("seed").asLong()).isEqualTo(1);
    assertThat(provenance.at("/data/set").asText()).isEqualTo("mnist-10k");
    assertThat(provenance.at("/engine/engine").asText()).startsWith("Deeplearning4j");
    assertThat(provenance.at("/device/used").asText())
        .isEqualToIgnoringCase(provenance.at("/engine/backend").asText());
    assertThat(provenance.at("/device/reason").asText()).isEqualTo("not started by the launcher");
    assertThat(provenance.get("initial_parameters").asText()).matches("[0-9a-f]{64}");
    assertThat(provenance.get("evaluation_rows_sha256").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void metricsAreALongTableOfThreeSplitsFromTheFirstToTheLastStep() throws IOException {
    List<CSVRecord> rows = TinyRun.csv(run.directory().metrics());
    assertThat(rows.get(0).getParser().getHeaderNames())
        .containsExactly("step", "epoch", "split", "layer", "tap", "metric", "value");
    assertThat(rows).allMatch(CSVRecord::isConsistent);
    assertThat(steps(rows, "train")).containsExactly("0", "1", "2", "5", "12");
    assertThat(steps(rows, "test")).containsExactly("0", "1", "2", "5", "12");
    assertThat(steps(rows, "train_all")).containsExactly("12");
    assertThat(rows).extracting(row -> row.get("split")).containsOnly("train", "test", "train_all");
    assertThat(rows).extracting(row -> row.get("tap")).containsOnly("", "pre", "post", "weight");
    assertThat(rows).allSatisfy(row -> Double.parseDouble(row.get("value")));
    assertThat(rows.get(rows.size() - 1).get("epoch")).isEqualTo("3.0000");
  }

  private static List<String> steps(List<CSVRecord> rows, String split) {
    return rows.stream()
        .filter(row -> row.get("split").equals(split))
        .map(row -> row.get("step"))
        .distinct()
        .toList();
  }

  @Test
  void noMeasurementIsLoggedTwice() throws IOException {
    List<String> keys = new ArrayList<>();
    for (CSVRecord row : TinyRun.csv(run.directory().metrics())) {
      keys.add(String.join(",", row.toList().subList(0, 6)));
    }
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void spectraFallAndAreThoseOfTheExportedWeights() throws IOException {
    List<CSVRecord> rows = TinyRun.csv(run.directory().spectra());
    assertThat(rows.get(0).getParser().getHeaderNames())
        .containsExactly("step", "epoch", "split", "layer", "tap", "index", "singular_value");
    double squares =
        rows.stream()
            .filter(row -> row.get("split").equals("train_all") && row.get("layer").equals("fc3"))
            .filter(row -> row.get("tap").equals("weight"))
            .mapToDouble(row -> Double.parseDouble(row.get("singular_value")))
            .map(value -> value * value)
            .sum();
    double expected = 0;
    for (double w : NpyFile.read(run.directory().path().resolve("weights/fc3.npy")).toDoubles()) {
      expected += w * w;
    }
    assertThat(squares).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9 * expected));
    for (int i = 1; i < rows.size(); i++) {
      if (!rows.get(i).get("index").equals("1")) {
        assertThat(Double.parseDouble(rows.get(i).get("singular_value")))
            .isLessThanOrEqualTo(Double.parseDouble(rows.get(i - 1).get("singular_value")));
      }
    }
  }

  @Test
  void referencesAreTheTheorysForTheProblemOfTheRun() throws IOException {
    JsonNode comparison = TinyRun.json(run.directory().comparison());
    DufmProblem problem =
        new DufmProblem(10, 2, 20, 1e-5, List.of(1e-3, 2e-3), Loss.MSE, Activation.RELU);
    JsonNode written = comparison.get("problem");
    assertThat(written.get("capital_lambda").asDouble()).isEqualTo(problem.capitalLambda());
    assertThat(written.get("samples_per_class").asDouble()).isEqualTo(20);
    assertThat(written.get("lambda_h_matched").asBoolean()).isFalse();
    assertThat(written.get("h1_sign_free").asBoolean()).isFalse();
    List<Reference> expected = References.of(problem);
    assertThat(comparison.get("references")).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      requireEqual(comparison.get("references").get(i), expected.get(i));
    }
  }

  private static void requireEqual(JsonNode written, Reference expected) {
    if (expected instanceof Prediction p) {
      assertThat(written.get("structure").asText()).isEqualTo(p.structure().label());
      assertThat(written.get("available").asBoolean()).isTrue();
      assertThat(written.get("loss").asDouble()).isEqualTo(p.loss());
      assertThat(written.get("fit").asDouble()).isEqualTo(p.fit());
      assertThat(written.get("penalty").asDouble()).isEqualTo(p.penalty());
      assertThat(written.get("scale").asDouble()).isEqualTo(p.scale());
    } else if (expected instanceof Unavailable u) {
      assertThat(written.get("available").asBoolean()).isFalse();
      assertThat(written.get("reason").asText()).isEqualTo(u.reason());
    }
  }

  @Test
  void nothingInTheLogOrTheFilesNamesAnError() throws IOException {
    String log = Files.readString(run.directory().log(), StandardCharsets.UTF_8);
    assertThat(log).contains("tiny starts in", "completed: All epochs are done.");
    for (String name : TinyRun.files(run)) {
      if (name.matches(".*\\.(yaml|json|csv|log)")) {
        String text = Files.readString(run.directory().path().resolve(name));
        assertThat(text).as(name).isNotEmpty().doesNotContain("ERROR", "Exception", "Error");
      } else if (name.endsWith(".html")) {
        String markup = Files.readString(run.directory().path().resolve(name));
        String shown =
            markup.replaceAll("(?s)<script(?! type=\"application/json\").*?</script>", "");
        assertThat(shown).as(name).doesNotContain("ERROR", "Exception", "Not drawn");
      }
    }
  }
}
