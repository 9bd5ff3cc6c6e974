package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceCommandTest {
  private static Shell surface(String arguments) {
    List<Object> words = new ArrayList<>(List.of("surface"));
    words.addAll(List.of(arguments.split(" ")));
    return Shell.collapse(words.toArray());
  }

  @Test
  void linearCodesAreMinimaAndTheirZerosAreRotations() {
    Shell shell = surface("--classes 10 --depth 2 --lambda 0.001 --loss ce --linear --width 12");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^dnc +0\\.0566776 .* minimum +0 +126 +126 +258 +0 ")
        .containsPattern("(?m)^orthoplex +0\\.0500167 .* minimum +0 +90 +90 +294 +0 ")
        .contains("384 parameters M_1, W_1 … W_L of width 12");
  }

  @Test
  void jsonHasEveryCountAndTheMovesFromWhichDescentCameBack() throws IOException {
    Shell shell =
        surface(
            "--classes 6 --depth 3 --lambda 0.004 --loss ce --linear --width 8 --at dnc --seeds 1"
                + " --perturbation 0.05 --moves 3 --steps 4000 --json");
    assertThat(shell.code()).as(shell.err()).isZero();
    JsonNode root = new ObjectMapper().readTree(shell.out());
    JsonNode dnc = root.at("/points/0");
    assertThat(dnc.get("point").asText()).isEqualTo("dnc");
    assertThat(dnc.get("critical_point").asText()).isEqualTo("minimum");
    int counted =
        dnc.get("negative_eigenvalues").asInt()
            + dnc.get("zero_eigenvalues").asInt()
            + dnc.get("positive_eigenvalues").asInt();
    assertThat(counted).isEqualTo(dnc.get("parameters").asInt()).isEqualTo(2 * (6 * 8 + 8 * 8));
    assertThat(dnc.at("/perturbations/0/returned").asInt()).isEqualTo(3);
    assertThat(root.at("/points/1/point").asText()).isEqualTo("seed 1");
    assertThat(root.at("/points/1/critical_point").asText()).isEqualTo("minimum");
  }

  @Test
  void aStructureThatDoesNotExistIsRefusedWithItsReason() {
    Shell shell = surface("--classes 6 --depth 4 --lambda 0.004 --at kgon");
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("The K-gon code needs cross-entropy");
  }

  @Test
  void countsThatMeanNothingAreRefused() {
    assertThat(surface("--classes 6 --depth 4 --lambda 0.004 --moves 0").err())
        .contains("--moves at least 1, got 0 and 0");
    assertThat(surface("--classes 6 --depth 4 --lambda 0.004 --at dnc --perturbation -1").code())
        .isEqualTo(ExitCode.USAGE);
  }
}
