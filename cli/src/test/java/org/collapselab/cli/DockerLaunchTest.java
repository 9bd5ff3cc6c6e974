package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which image {@code docker/launch} builds and starts, with scripts for docker and nvidia-smi. */
class DockerLaunchTest {
  private static final String T4 = "Tesla T4, 7.5, 535.104.05, 15360";
  private static final String H100 = "NVIDIA H100 80GB HBM3, 9.0, 550.54.15, 81559";
  private static final String B200 = "NVIDIA B200, 10.0, 570.86.15, 183359";

  @TempDir Path home;

  @BeforeEach
  void files() throws IOException {
    Path tools = Files.createDirectories(home.resolve("tools"));
    BsdTools.install(tools);
    script(
        "docker", "case \"$1\" in run) echo \"$*\" ;; image) exit 1 ;; *) echo \"$*\" >&2 ;; esac");
    for (String tool : List.of("id", "git")) {
      script(tool, "echo 1000");
    }
    script("install", "mkdir -p \"${@: -1}\"");
    Files.writeString(home.resolve("plain.yaml"), "name: x\n");
    Files.writeString(home.resolve("torch.yaml"), "name: x\nengine: {name: libtorch}\n");
    Files.writeString(home.resolve("dl4j.yaml"), "name: x\nengine: {name: dl4j}\n");
  }

  private void script(String name, String body) throws IOException {
    Path file = home.resolve("tools").resolve(name);
    Files.writeString(file, "#!" + BsdTools.find("bash") + "\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Launched(int code, String out, String err) {}

  private Launched launch(String card, String line) throws Exception {
    if (!card.isEmpty()) {
      script("nvidia-smi", "echo '0, GPU-00000000-aaaa, " + card + "'");
    }
    List<String> command = new ArrayList<>();
    command.add(BsdTools.find("bash").toString());
    command.add(Launcher.repository().resolve("docker/launch").toString());
    command.addAll(List.of(line.split(" ")));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("tools").toString());
    builder.environment().put("HOME", home.toString());
    int code = builder.start().waitFor();
    return new Launched(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        T4 + " | run plain.yaml | cuda | Dockerfile.cuda",
        T4 + " | run dl4j.yaml | cuda | Dockerfile.cuda",
        T4 + " | run torch.yaml | torch-cuda | Dockerfile.torch",
        T4 + " | run plain.yaml --device cpu | cpu | Dockerfile",
        H100 + " | run plain.yaml | torch-cuda | Dockerfile.torch",
        H100 + " | run plain.yaml --device cuda | torch-cuda | Dockerfile.torch",
        H100 + " | run torch.yaml | torch-cuda | Dockerfile.torch",
        H100 + " | run dl4j.yaml | cpu | Dockerfile",
        H100 + " | run plain.yaml --engine dl4j | cpu | Dockerfile",
        B200 + " | run plain.yaml | cpu | Dockerfile",
        B200 + " | run torch.yaml | torch | Dockerfile.torch",
        "'' | run plain.yaml | cpu | Dockerfile",
        "'' | run plain.yaml engine.name=libtorch | torch | Dockerfile.torch"
      })
  void theCardAndTheEngineChooseTheImage(String card, String line, String image, String file)
      throws Exception {
    Launched launched = launch(card, line);
    assertThat(launched.code()).as(launched.err()).isZero();
    assertThat(launched.out()).contains(" collapse-lab:" + image + " " + line);
    assertThat(launched.err())
        .contains("/docker/" + file + " -t collapse-lab:" + image + " ")
        .contains(file.endsWith("torch") ? " PROFILE=" + image + " " : " --build-arg COMMIT=");
    boolean onGpu = image.endsWith("cuda");
    assertThat(launched.out().contains("--gpus device=GPU-00000000-aaaa")).isEqualTo(onGpu);
    assertThat(launched.out()).contains(onGpu ? "--memory 16g" : "--memory 9g");
  }

  @Test
  void aCardThatNoEngineCanUseIsRefused() throws Exception {
    Launched refused = launch(B200, "run plain.yaml --device cuda");
    assertThat(refused.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("no engine here has any for 10.0 and newer");
  }

  /** Maven refuses to build if a module that the POM names is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda", "Dockerfile.torch"})
  void everyModuleIsCopiedBeforeTheFirstBuild(String name) throws IOException {
    Path repository = Launcher.repository();
    String file = Files.readString(repository.resolve("docker").resolve(name));
    String before = file.substring(0, file.indexOf("RUN mvn"));
    String pom = Files.readString(repository.resolve("pom.xml"));
    List<String> modules =
        Pattern.compile("<module>(.+?)</module>")
            .matcher(pom.substring(0, pom.indexOf("</modules>")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(modules).contains("theory", "listener", "app");
    assertThat(modules)
        .allSatisfy(
            module -> assertThat(before).contains("COPY %s %s\n".formatted(module, module)));
  }

  /** Managed versions override those that modules bring along, ND4J's CUDA among them. */
  @Test
  void libtorchForGpusGetsItsOwnCuda() throws IOException {
    String pom = Files.readString(Launcher.repository().resolve("pom.xml"));
    String profile = pom.substring(pom.indexOf("<id>torch-cuda</id>"));
    assertThat(profile.substring(0, profile.indexOf("</profile>")))
        .contains("<cuda.version>${torch.cuda.version}</cuda.version>");
    assertThat(pom).containsPattern("<torch\\.cuda\\.version>12\\.");
  }
}
