package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device is chosen before the JVM starts. */
class PreflightTest {
  private static final String T4 = "Tesla T4, 7.5, 535.104.05, 15360";
  private static final String H100 = "NVIDIA H100 80GB HBM3, 9.0, 550.54.15, 81559";
  private static final String B200 = "NVIDIA B200, 10.0, 570.86.15, 183359";
  private static final String H100_CARD =
      "NVIDIA H100 80GB HBM3, compute capability 9.0, driver 550.54.15, 81559 MiB";
  private static final String TO_LIBTORCH =
      "collapse: computing with libtorch: libtorch alone can use the "
          + H100_CARD
          + ". --engine dl4j computes with Deeplearning4j, on the CPU.";
  private static final String TO_CPU = "collapse: computing on the CPU: ";
  private static final String REFUSED = "collapse: cannot compute on a GPU: ";

  @TempDir Path home;

  private Launcher cudaBuild() throws IOException {
    return Launcher.of(home, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        T4 + " | 13824m",
        "NVIDIA A100-SXM4-40GB, 8.0, 535.104.05, 40960 | 36864m",
        "NVIDIA GeForce RTX 4090, 8.9, 550.54.15, 24564 | 22107m",
        "Tesla V100-SXM2-16GB, 7.0, 450.80.02, 16384 | 14745m",
        "NVIDIA GeForce GTX 750 Ti, 5.0, 470.57.02, 2048 | 1843m"
      })
  void supportedCardsCompute(String card, String nativeMemory) throws IOException {
    for (String device : new String[] {"auto", "cuda"}) {
      Launcher.Started started =
          Launcher.of(home.resolve(device), true)
              .withCards(card)
              .run("run", "x.yaml", "--device", device);
      assertThat(started.code()).isZero();
      assertThat(started.err()).isEmpty();
      assertThat(started.value("collapse.device.asked")).isEqualTo(device);
      assertThat(started.value("collapse.device.used")).isEqualTo("cuda");
      assertThat(started.value("collapse.device.card")).startsWith(card.substring(0, 8));
      assertThat(started.value("BACKEND_PRIORITY_GPU")).isEqualTo("200");
      assertThat(started.value("BACKEND_PRIORITY_CPU")).isEqualTo("100");
      assertThat(started.value("CUDA_VISIBLE_DEVICES")).isEqualTo("GPU-00000000-aaaa");
      assertThat(started.value("org.bytedeco.javacpp.maxbytes")).isEqualTo(nativeMemory);
    }
  }

  @Test
  void theCardIsDescribed() throws IOException {
    assertThat(cudaBuild().withCards(T4).run("doctor").value("collapse.device.card"))
        .isEqualTo("Tesla T4, compute capability 7.5, driver 535.104.05, 15360 MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        H100
            + " | NVIDIA H100 80GB HBM3 has compute capability 9.0; the GPU backend has machine"
            + " code for 5.0 to 8.9 (such as V100, T4, A100, A10, L4, RTX 20, 30 and 40);"
            + " CUDA_VISIBLE_DEVICES chooses among cards; libtorch can use it: build with mvn"
            + " -Ptorch-cuda -DskipTests package",
        "NVIDIA B200, 10.0, 570.86.15, 183359 | NVIDIA B200 has compute capability 10.0; the GPU"
            + " backend has machine code for 5.0 to 8.9 (such as V100, T4, A100, A10, L4, RTX 20,"
            + " 30 and 40); CUDA_VISIBLE_DEVICES chooses among cards; no engine here has any for"
            + " 10.0 and newer",
        "Tesla K80, 3.7, 470.57.02, 11441 | Tesla K80 has compute capability 3.7; the GPU backend"
            + " has machine code for 5.0 to 8.9 (such as V100, T4, A100, A10, L4, RTX 20, 30 and"
            + " 40); CUDA_VISIBLE_DEVICES chooses among cards",
        "Tesla P100-PCIE-16GB, 6.0, 418.87.00, 16280 | the driver 418.87.00 of Tesla P100-PCIE-16GB"
            + " is older than 450, the first for CUDA 11"
      })
  void otherCardsAreRefusedByName(String card, String reason) throws IOException {
    Launcher launcher = cudaBuild().withCards(card);
    requireRefusal(launcher, reason);
    requireFallback(launcher, reason);
  }

  private static void requireRefusal(Launcher launcher, String reason) {
    Launcher.Started refused = launcher.run("run", "x.yaml", "--device=cuda");
    assertThat(refused.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .containsExactly(REFUSED + reason + ". --device cpu computes on the CPU.");
  }

  private static void requireFallback(Launcher launcher, String reason) {
    Launcher.Started started = launcher.run("run", "x.yaml");
    assertThat(started.code()).isZero();
    assertThat(started.err()).containsExactly(TO_CPU + reason + ".");
    assertThat(started.value("collapse.device.asked")).isEqualTo("auto");
    assertThat(started.value("collapse.device.used")).isEqualTo("cpu");
    assertThat(started.value("collapse.device.reason")).isEqualTo(reason);
    assertThat(started.value("collapse.device.card")).isEmpty();
    assertThat(started.value("BACKEND_PRIORITY_GPU")).isEqualTo("0");
    assertThat(started.value("org.bytedeco.javacpp.maxbytes")).isEqualTo("6144m");
  }

  private Launcher torchBuild() throws IOException {
    return Launcher.of(home, false).withJar("pytorch-2.5.1-1.5.11-linux-x86_64-gpu.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {T4, H100, "Tesla V100-SXM2-16GB, 7.0, 525.60.13, 16384"})
  void libtorchAlsoTakesCardsOfTheNinthGeneration(String card) throws IOException {
    Launcher.Started started =
        torchBuild().withCards(card).run("run", "x.yaml", "--engine", "libtorch");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("collapse.device.used")).isEqualTo("cuda");
    assertThat(started.value("CUBLAS_WORKSPACE_CONFIG")).isEqualTo(":4096:8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NVIDIA B200, 10.0, 570.86.15, 183359 | NVIDIA B200 has compute capability 10.0; the GPU"
            + " backend has machine code for 5.0 to 9.0 (such as V100, T4, A100, L4, H100, H200,"
            + " RTX 20, 30 and 40); CUDA_VISIBLE_DEVICES chooses among cards; no engine here has"
            + " any for 10.0 and newer",
        "Tesla T4, 7.5, 470.57.02, 15360 | the driver 470.57.02 of Tesla T4 is older than 525, the"
            + " first for CUDA 12"
      })
  void libtorchRefusesOtherCardsAndDriversByName(String card, String reason) throws IOException {
    Launcher.Started refused =
        torchBuild().withCards(card).run("run", "x.yaml", "--engine=libtorch", "--device", "cuda");
    assertThat(refused.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(refused.err())
        .containsExactly(REFUSED + reason + ". --device cpu computes on the CPU.");
  }

  @Test
  void eachEngineNeedsItsOwnBuildForGpus() throws IOException {
    Launcher launcher = cudaBuild().withCards(T4);
    Launcher.Started refused =
        launcher.run("run", "x.yaml", "--engine", "libtorch", "--device", "cuda");
    assertThat(refused.err())
        .containsExactly(
            REFUSED
                + "this build computes with libtorch on the CPU only; build for GPUs with: mvn"
                + " -Ptorch-cuda -DskipTests package. --device cpu computes on the CPU.");
    assertThat(launcher.run("run", "x.yaml").value("collapse.device.used")).isEqualTo("cuda");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cuda"})
  void aCardThatOnlyLibtorchCanUseTakesIt(String device) throws IOException {
    Launcher launcher = torchBuild().withCards(H100).withAnswer("open --engine=libtorch");
    for (String command : new String[] {"run", "doctor"}) {
      Launcher.Started started = launcher.run(command, "--device", device);
      assertThat(started.err()).containsExactly(TO_LIBTORCH);
      assertThat(started.out()).contains("\n" + command + "\n--engine=libtorch\n--device\n");
      assertThat(started.value("collapse.device.used")).isEqualTo("cuda");
      assertThat(started.value("collapse.device.reason"))
          .isEqualTo("libtorch alone can use the " + H100_CARD);
      assertThat(started.value("CUBLAS_WORKSPACE_CONFIG")).isEqualTo(":4096:8");
    }
  }

  @Test
  void aSweepTakesItByTheWordThatJavaSays() throws IOException {
    Launcher launcher = torchBuild().withCards(T4, H100);
    launcher.withAnswer("open experiment.engine.name=libtorch");
    Launcher.Started started = launcher.run("sweep", "x.yaml", "seeds=2");
    assertThat(started.out())
        .contains("\nsweep\nx.yaml\nseeds=2\nexperiment.engine.name=libtorch\n");
    assertThat(started.value("CUDA_VISIBLE_DEVICES")).isEqualTo("GPU-00000001-aaaa");
  }

  @ParameterizedTest
  @CsvSource({"dl4j, run", "'', run", "dl4j, resume", "dl4j, nightly"})
  void anEngineThatTheFileNamesStays(String answer, String command) throws IOException {
    Launcher.Started started =
        torchBuild().withCards(H100).withAnswer(answer).run(command, "x.yaml");
    String reason =
        "this build computes with dl4j on the CPU only; for the "
            + H100_CARD
            + ", compute with --engine libtorch";
    assertThat(started.err()).containsExactly(TO_CPU + reason + ".");
    assertThat(started.value("collapse.device.used")).isEqualTo("cpu");
    assertThat(started.out()).doesNotContain("--engine=libtorch");
  }

  @Test
  void libtorchFromTheFileIsCheckedForItsOwnCards() throws IOException {
    Launcher launcher = torchBuild().withCards(T4).withAnswer("libtorch");
    Path file = Files.writeString(home.resolve("x.yaml"), "engine: {name: libtorch}\n");
    Launcher.Started started = launcher.run("run", file.toString(), "--device", "cuda");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("collapse.device.used")).isEqualTo("cuda");
  }

  @Test
  void dl4jOnTheCommandLineStays() throws IOException {
    Launcher.Started started =
        torchBuild().withCards(H100).run("run", "x.yaml", "--engine", "dl4j");
    assertThat(started.value("collapse.device.used")).isEqualTo("cpu");
    assertThat(started.err().get(0)).startsWith(TO_CPU).contains("--engine libtorch");
  }

  @Test
  void aCardThatOnlyLibtorchCanUseNamesItsBuild() throws IOException {
    requireFallback(
        Launcher.of(home, false).withCards(H100),
        "this build computes on the CPU only; for the "
            + H100_CARD
            + ", build with: mvn -Ptorch-cuda -DskipTests package");
    Launcher.Started refused =
        Launcher.of(home.resolve("cuda"), false).withCards(H100).run("run", "--device", "cuda");
    assertThat(refused.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(refused.err().get(0)).contains("build for GPUs with: mvn -Ptorch-cuda");
  }

  @Test
  void aBuildForTheOtherEngineIsNamedToo() throws IOException {
    Launcher.Started started = torchBuild().withCards(T4).run("run", "x.yaml");
    assertThat(started.err().get(0))
        .endsWith("build with: mvn -Pcuda -DskipTests package, or compute with --engine libtorch.");
  }

  @Test
  void withoutADriverThereIsNoGpu() throws IOException {
    String reason = "no NVIDIA driver was found (nvidia-smi is not on the PATH)";
    requireRefusal(cudaBuild(), reason);
    requireFallback(Launcher.of(home.resolve("other"), true), reason);
  }

  @Test
  void aBrokenDriverIsQuoted() throws IOException {
    Launcher launcher =
        cudaBuild()
            .withDriver(
                "echo \"NVIDIA-SMI has failed because it couldn't communicate with the driver.\"\n"
                    + "echo more\nexit 9\n");
    String reason =
        "the NVIDIA driver does not answer (nvidia-smi exits with 9: NVIDIA-SMI has failed because"
            + " it couldn't communicate with the driver.)";
    requireRefusal(launcher, reason);
    requireFallback(launcher, reason);
  }

  @Test
  void theFirstCardThatIsSupportedComputes() throws IOException {
    Launcher.Started started =
        cudaBuild().withCards(H100, T4, T4).run("sweep", "x.yaml", "--device", "cuda");
    assertThat(started.value("CUDA_VISIBLE_DEVICES")).isEqualTo("GPU-00000001-aaaa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2 | 2", "1,2 | 1", "GPU-00000002 | 2", "0,2 | 2", "' 2, 1' | 2"})
  void onlyVisibleCardsCount(String visible, int chosen) throws IOException {
    Launcher.Started started =
        cudaBuild()
            .withCards(H100, T4, T4)
            .with("CUDA_VISIBLE_DEVICES", visible)
            .run("run", "x.yaml", "--device", "cuda");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("CUDA_VISIBLE_DEVICES"))
        .isEqualTo("GPU-0000000%d-aaaa".formatted(chosen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "7", "7,0", "GPU-ffffffff", "MIG-ffffffff"})
  void hiddenCardsAreNotUsed(String visible) throws IOException {
    Launcher launcher =
        cudaBuild()
            .withDriver(
                "if [ \"$1\" = -L ]; then echo 'GPU 0: Tesla T4 (UUID: GPU-00000000-aaaa)'; else"
                    + " echo '0, GPU-00000000-aaaa, "
                    + T4
                    + "'; fi\n")
            .with("CUDA_VISIBLE_DEVICES", visible);
    String reason = "no card is visible (CUDA_VISIBLE_DEVICES=%s)".formatted(visible);
    requireRefusal(launcher, reason);
    requireFallback(launcher, reason);
  }

  @Test
  void aSliceOfACardHasItsOwnMemory() throws IOException {
    Launcher.Started started =
        cudaBuild()
            .withDriver(
                """
                if [ "$1" = -L ]; then
                  echo "GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-00000000-aaaa)"
                  echo "  MIG 1g.5gb     Device  0: (UUID: MIG-11111111-bbbb)"
                  echo "  MIG 2g.10gb    Device  1: (UUID: MIG-22222222-cccc)"
                else
                  echo "0, GPU-00000000-aaaa, NVIDIA A100-SXM4-40GB, 8.0, 535.104.05, 40960"
                fi
                """)
            .with("CUDA_VISIBLE_DEVICES", "MIG-22222222-cccc")
            .run("run", "x.yaml", "--device", "cuda");
    assertThat(started.value("CUDA_VISIBLE_DEVICES")).isEqualTo("MIG-22222222-cccc");
    assertThat(started.value("org.bytedeco.javacpp.maxbytes")).isEqualTo("9216m");
  }

  @Test
  void aBuildForTheCpuSaysHowToBuildForGpus() throws IOException {
    Launcher launcher = Launcher.of(home, false).withCards(T4);
    requireRefusal(
        launcher,
        "this build computes on the CPU only; build for GPUs with: mvn -Pcuda -DskipTests package");
    requireFallback(
        launcher,
        "this build computes on the CPU only; for the Tesla T4, compute capability 7.5, driver"
            + " 535.104.05, 15360 MiB, build with: mvn -Pcuda -DskipTests package");
  }

  @Test
  void aBuildForTheCpuIsSilentWhereThereIsNoCardForIt() throws IOException {
    Launcher.Started started = Launcher.of(home, false).withCards(B200).run("run", "x.yaml");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("collapse.device.reason"))
        .isEqualTo("this build computes on the CPU only");
  }

  @Test
  void askingForTheCpuDoesNotTouchTheDriver() throws IOException {
    Launcher launcher = cudaBuild().withDriver("touch \"${0%/*}/called\"\n");
    assertThat(launcher.with("COLLAPSE_DEVICE", "cpu").run("run").err()).isEmpty();
    assertThat(launcher.run("predict", "--classes", "10").err()).isEmpty();
    assertThat(home.resolve("tools/called")).doesNotExist();
  }

  @Test
  void theOptionWinsOverTheEnvironment() throws IOException {
    Launcher launcher = cudaBuild().withCards(T4).with("COLLAPSE_DEVICE", "cuda");
    assertThat(launcher.run("run").value("collapse.device.used")).isEqualTo("cuda");
    assertThat(launcher.run("run", "--device", "cpu").value("collapse.device.used"))
        .isEqualTo("cpu");
  }

  @Test
  void anUnknownDeviceIsAWrongCommandLine() throws IOException {
    Launcher.Started started = cudaBuild().run("run", "x.yaml", "--device", "gpu");
    assertThat(started.code()).isEqualTo(ExitCode.USAGE);
    assertThat(started.err())
        .containsExactly("collapse: the device must be auto, cpu or cuda, not 'gpu'.");
  }

  @Test
  void theDufmIsAlwaysSolvedOnTheCpu() throws IOException {
    Launcher launcher = cudaBuild().withCards(T4);
    Launcher.Started started = launcher.run("dufm", "--classes", "10");
    assertThat(started.err()).isEmpty();
    assertThat(started.value("collapse.device.used")).isEqualTo("cpu");
    Launcher.Started refused = launcher.run("dufm", "--device", "cuda");
    assertThat(refused.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(refused.err().get(0)).contains("the DUFM is solved in FP64 on the CPU");
  }

  @Test
  void aLimitOfNativeMemoryHoldsOnTheGpuToo() throws IOException {
    Launcher launcher = cudaBuild().withCards(T4);
    String property = "org.bytedeco.javacpp.maxbytes";
    launcher.with("COLLAPSE_NATIVE_MB", "4000");
    assertThat(launcher.run("run").value(property)).isEqualTo("4000m");
    launcher.with("COLLAPSE_NATIVE_MB", "40000");
    assertThat(launcher.run("run").value(property)).isEqualTo("13824m");
  }
}
