package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data of the user's own from the file to the report. */
class OwnDataTest {
  @TempDir Path dir;
  private Path file;
  private Path runs;

  @BeforeEach
  void writeExperiment() throws IOException {
    runs = dir.resolve("runs");
    file =
        Files.writeString(
            dir.resolve("own.yaml"),
            """
            name: own
            data: {set: file, path: flowers.csv, holdout: 0.2}
            model: {hidden: [8, 8, 8], head: {depth: 2}}
            regularization: {l2_head: 1e-3, lambda_h: 1e-4}
            train: {epochs: 2, batch_size: 10}
            measure: {schedule: {type: log, count: 3}}
            """);
  }

  /** Three classes of 50, 20 and 5 flowers. */
  private void flowers() throws IOException {
    StringBuilder table = new StringBuilder("length,width,species\n");
    Random random = new Random(1);
    int[] counts = {50, 20, 5};
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) {
        table.append("%.3f,%.3f,flower %d%n".formatted(c + random.nextGaussian() / 5, 1.0 - c, c));
      }
    }
    Files.writeString(dir.resolve("flowers.csv"), table);
  }

  private Shell run(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", file, "--runs-dir", runs));
    arguments.addAll(Arrays.asList(more));
    return Shell.collapse(arguments.toArray());
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> entries = Files.list(runs)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void anImbalancedTableTrainsAndReportsWhatTheReferencesAssume() throws IOException {
    flowers();
    Shell shell = run();
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("loss of DNC, these sizes +0\\.\\d+")
        .contains("The classes are imbalanced, 4 to 40 samples each");
    Path run = onlyRun();
    JsonNode sizes = json(run.resolve("comparison.json")).at("/problem/class_sizes");
    assertThat(sizes.at("/smallest").asInt()).isEqualTo(4);
    assertThat(sizes.at("/largest").asInt()).isEqualTo(40);
    assertThat(sizes.at("/unequal_frame_loss").asDouble()).isPositive();
    assertThat(sizes.at("/note").asText())
        .startsWith("The classes are imbalanced, 4 to 40 samples each: ")
        .contains("are not bounds for this head. DNC with these class sizes");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains(
            "The classes are imbalanced, 4 to 40 samples each", "<h2>Classes</h2>", "flower 2");
    JsonNode data = json(run.resolve("provenance.json")).path("data");
    assertThat(data.at("/files/0/name").asText()).isEqualTo("flowers.csv");
    assertThat(data.at("/class_names/1").asText()).isEqualTo("flower 1");
    assertThat(data.at("/train/class_counts").toString()).isEqualTo("[40,16,4]");

    Path moved = Files.move(dir.resolve("flowers.csv"), dir.resolve("moved.csv"));
    Shell gone = Shell.collapse("measure", run);
    assertThat(gone.code()).isEqualTo(ExitCode.DATA);
    assertThat(gone.err())
        .contains(dir.resolve("flowers.csv") + " does not exist")
        .doesNotContain("data fetch");
    Shell resumed = Shell.collapse("resume", run, "data.path=" + moved, "train.epochs=3");
    assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.OK);
    Files.writeString(moved, "9,9,flower 0\n", StandardOpenOption.APPEND);
    Shell changed = Shell.collapse("resume", run, "data.path=" + moved, "train.epochs=4");
    assertThat(changed.code()).isEqualTo(ExitCode.DATA);
    assertThat(changed.err())
        .contains("these are not the data of " + run + ": the SHA-256 of moved.csv was ")
        .doesNotContain("data fetch");
  }

  @Test
  void whatIsNotMeasuredWithoutATestPartIsKnownBeforeTraining() throws IOException {
    flowers();
    Shell shell = run("data.holdout=0", "expect=['accuracy(test) >= 0.1']", "--dry-run");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .contains(
            "expect: accuracy(test) >= 0.1: nothing is measured on test, because the data have no test part");
  }

  @Test
  void theDryRunOfASweepOpensTheData() throws IOException {
    flowers();
    Path sweep =
        Files.writeString(
            dir.resolve("sweep.yaml"),
            """
            name: sweep
            experiment: {from: own.yaml}
            vary: {data.classes: [[0, 1], [0, 3]]}
            """);
    Shell shell = Shell.collapse("sweep", sweep, "--dry-run");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("there is no class 3", "(with data.classes [0, 3])");
    Shell fine = Shell.collapse("sweep", sweep, "--dry-run", "vary.data.classes=[[0,1],[0,2]]");
    assertThat(fine.code()).as(fine.err()).isEqualTo(ExitCode.OK);
    Shell batch =
        Shell.collapse(
            "sweep",
            sweep,
            "--dry-run",
            "vary.data.classes=[[0,1]]",
            "vary.train.batch_size=[2,1000]");
    assertThat(batch.code()).isEqualTo(ExitCode.USAGE);
    assertThat(batch.err())
        .contains("train.batch_size: 1000 is out of range", "train.batch_size 1000)");
  }

  @Test
  void aHundredFoldersOfImagesTrainAndReport() throws IOException {
    Random random = new Random(1);
    for (int c = 0; c < 100; c++) {
      Path folder = Files.createDirectories(dir.resolve("images/%03d".formatted(c)));
      for (int i = 0; i < 3; i++) {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int pixel = 0; pixel < 16; pixel++) {
          image.getRaster().setSample(pixel % 4, pixel / 4, 0, random.nextInt(256));
        }
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      }
    }
    Shell dry = run("data.path=" + dir.resolve("images"), "data.scaling=unit", "--dry-run");
    assertThat(dry.code()).as(dry.err()).isEqualTo(ExitCode.OK);
    assertThat(dry.out())
        .contains(
            "data: file images, 200 training and 100 test samples of 4×4\n",
            "  sha256sum of 300 images, SHA-256 ",
            "classes: 100, 2 training samples each: 000 2 (test 1), 001 2 (test 1), 002 2 (test 1), …, 097 2 (test 1)",
            "inputs: unit, from 0 to 1 with mean 0.");
    Shell shell =
        run(
            "data.path=" + dir.resolve("images"),
            "data.scaling=unit",
            "data.imbalance={ratio: 0.5, type: step}",
            "train.epochs=1");
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.OK);
    Path run = onlyRun();
    assertThat(run.resolve("report.html")).content().contains("1 to 2 samples each");
    JsonNode problem = json(run.resolve("comparison.json")).path("problem");
    assertThat(problem.path("classes").asInt()).isEqualTo(100);
    assertThat(problem.path("samples_per_class").asDouble()).isEqualTo(1.5);
  }

  @Test
  void aRegressionOnATableTrains() throws IOException {
    Files.writeString(
        dir.resolve("flowers.csv"), "a,b,y\n" + "1,2,0.5\n2,1,1.5\n3,5,2.5\n".repeat(10));
    Shell shell = run("data.file.target=numbers", "regularization.lambda_h=0");
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(onlyRun().resolve("comparison.json")).content().contains("this run is a regression");
    Shell dry = run("data.file.target=numbers", "--dry-run");
    assertThat(dry.out())
        .contains(
            "data: file flowers.csv, 24 training and 6 test samples of 2 features",
            "targets: from 0.5 to 2.5 with mean ");
  }

  @Test
  void aMixtureMeasuresAsItsClosedFormSays() throws IOException {
    Path mixture =
        Files.writeString(
            dir.resolve("mixture.yaml"),
            """
            name: mixture
            data: {set: gaussian-mixture, mixture: {structure: orthoplex, classes: 4, dimension: 6, noise: 0}}
            model: {hidden: [8, 8, 8, 8]}
            train: {epochs: 1}
            export: {features: true}
            """);
    Shell dry = Shell.collapse("run", mixture, "--dry-run", "--runs-dir", runs);
    assertThat(dry.out())
        .contains(
            "data: gaussian-mixture, 400 training and 80 test samples of 6 features",
            "classes: 4, 100 training samples each: 0 100 (test 20), 1 100 (test 20)",
            "inputs: raw, from ");
    Shell shell = Shell.collapse("run", mixture, "--runs-dir", runs);
    assertThat(shell.code()).as(shell.err()).isEqualTo(ExitCode.OK);
    try (Stream<String> lines = Files.lines(onlyRun().resolve("metrics.csv"))) {
      // Without noise all samples of a class are one point.
      List<String> within = lines.filter(line -> line.contains("fc1,pre,nc1_trace_ratio")).toList();
      assertThat(within).isNotEmpty();
      for (String line : within) {
        assertThat(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
            .isCloseTo(0, within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | data.path=none.csv            | none.csv does not exist; check data.path",
        "4 | data.file.label=petal         | has no column 'petal' (data.file.label)",
        "4 | data.file.header=false        | line 1: column 1 is 'length', not a finite number",
        "2 | data.scaling=unit             | data.scaling: unit divides bytes by 255",
        "2 | data.augment=crop             | data.augment: only for images of bytes",
        "2 | model={type: resnet20}        | model.type: residual networks take images, and these samples are 2 numbers",
        "2 | data.classes=[0, 3]           | there is no class 3 in data set 'file'; its classes are 0 to 2",
        "2 | data.samples_per_class=17     | 17 samples per class were requested",
        "2 | loss=ce data.file.target=numbers | loss: ce needs classes",
        "4 | data.file.target=numbers      | species is 'flower 0', not a finite number",
      })
  void mistakesAreSaidInOneSentence(int code, String settings, String message) throws IOException {
    flowers();
    String[] words =
        settings.startsWith("loss") ? settings.split(" ") : new String[] {settings.strip()};
    Shell shell = run(words);
    assertThat(shell.err()).contains(message).doesNotContain("Exception", "\tat ");
    assertThat(shell.code()).isEqualTo(code);
    assertThat(runs).doesNotExist();
  }

  @Test
  void theListOfSetsNamesTheNewOnes() {
    assertThat(Shell.collapse("data", "list").out())
        .contains("gaussian-mixture     generated", "file                 your own");
  }
}
