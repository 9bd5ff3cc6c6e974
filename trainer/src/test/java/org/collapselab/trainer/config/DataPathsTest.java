package org.collapselab.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPathsTest {
  private static final String EXPERIMENT = "name: x\ndata: {set: file, path: sets/a.csv}\n";

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aPathInAFileIsRelativeToItsFolder() throws IOException {
    Path file = write("here/x.yaml", EXPERIMENT);
    DataConfig data = ConfigLoader.load(file, List.of()).data();
    assertThat(data.path()).isEqualTo(dir.resolve("here/sets/a.csv").toString());
    assertThat(data.label()).isEqualTo("file a.csv");
  }

  @Test
  void aPathOnTheCommandLineIsRelativeToTheWorkingDirectory() throws IOException {
    Path file = write("here/x.yaml", EXPERIMENT);
    assertThat(ConfigLoader.load(file, List.of("data.path=b.csv")).data().path())
        .isEqualTo(Path.of("b.csv").toAbsolutePath().toString());
    assertThat(ConfigLoader.load(file, List.of("data.path=~/b.csv")).data().path())
        .isEqualTo(System.getProperty("user.home") + "/b.csv");
  }

  @Test
  void theRecordOfARunKeepsTheWholePath() throws IOException {
    ExperimentConfig config = ConfigLoader.load(write("here/x.yaml", EXPERIMENT), List.of());
    Path copy = write("runs/config.yaml", ConfigWriter.toYaml(config));
    assertThat(ConfigLoader.recorded(copy, List.of())).isEqualTo(config);
  }

  @Test
  void pathsOfASweepAreRelativeToTheFileThatHasThem() throws IOException {
    write("base/x.yaml", EXPERIMENT);
    Path sweep =
        write(
            "sweeps/s.yaml",
            """
            name: s
            experiment: {from: ../base/x.yaml, model: {hidden: [4, 4, 4, 4]}}
            cases:
              - {train.epochs: 3}
              - {data.path: c.csv}
            """);
    assertThat(paths(sweep))
        .containsExactly(
            dir.resolve("base/sets/a.csv").toString(), dir.resolve("sweeps/c.csv").toString());
    Path varied =
        write(
            "sweeps/v.yaml",
            """
            name: v
            experiment: {data: {set: file, path: a.csv}}
            vary: {data.path: [b.csv, ../c.csv]}
            """);
    assertThat(paths(varied))
        .containsExactly(dir.resolve("sweeps/b.csv").toString(), dir.resolve("c.csv").toString());
  }

  private static List<String> paths(Path sweep) {
    return SweepLoader.load(sweep, List.of(), false).settings().stream()
        .map(setting -> setting.trial().network().orElseThrow().data().path())
        .toList();
  }

  @Test
  void scalingFollowsTheKindOfData() {
    assertThat(ConfigLoader.parse(EXPERIMENT, List.of()).data().scaling())
        .isEqualTo(DataConfig.Scaling.STANDARDIZED);
    assertThat(
            ConfigLoader.parse("name: x\ndata: {set: gaussian-mixture}", List.of())
                .data()
                .scaling())
        .isEqualTo(DataConfig.Scaling.RAW);
  }
}
