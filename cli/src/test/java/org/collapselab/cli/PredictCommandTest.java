package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {
  @Test
  void theTableShowsTheCheckedLossesOfDncAndSrg() {
    Shell shell =
        Shell.collapse(
            "predict", "--classes=10", "--depth=4", "--lambda=0.004", "--samples-per-class=50");
    assertThat(shell.code()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .containsPattern("(?m)^DNC +0\\.214623 .* 0\\.907\\d+ +10\\.000000 +10 10 10 10$")
        .containsPattern("(?m)^SRG +0\\.193832 .* 0\\.9169\\d+ ")
        .contains("singular values of DNC", "σ(M_2)");
  }

  @Test
  void aLinearCrossEntropyModelHasTheOrthoplexBelowDnc() {
    Shell shell =
        Shell.collapse(
            "predict", "--classes=10", "--depth=3", "--lambda=0.002", "--loss=ce", "--linear");
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^DNC +0\\.103295 ")
        .containsPattern("(?m)^orthoplex +0\\.081808 ")
        .containsPattern("(?m)^K-gon +0\\.104112 ")
        .doesNotContain("σ(M_2)");
  }

  @Test
  void aLinearCrossEntropyModelHasACodeOfEachRank() throws IOException {
    String[] problem = {"predict", "--classes=6", "--depth=3", "--lambda=0.002", "--loss=ce"};
    List<Object> linear = new ArrayList<>(List.of((Object[]) problem));
    linear.add("--linear");
    assertThat(Shell.collapse(linear.toArray()).out())
        .contains("spherical codes of each rank, the best found (numeric)")
        .containsPattern("(?m)^2 +0\\.0\\d+ .*\\(numerical: rank 2")
        .containsPattern(
            "(?m)^4 +0\\.0\\d+ .*\\(numerical: rank 4, from simplices of 4, 2 classes");
    linear.add("--json");
    JsonNode root = new ObjectMapper().readTree(Shell.collapse(linear.toArray()).out());
    JsonNode codes = root.get("codes_by_rank");
    assertThat(codes.findValuesAsText("rank")).containsExactly("2", "3", "4", "5");
    assertThat(codes.at("/3/loss").asDouble())
        .isCloseTo(root.at("/references/dnc/loss").asDouble(), within(1e-7));
    assertThat(codes.at("/3/layers/0/weight/singular_values").size()).isEqualTo(5);
    Shell relu = Shell.collapse((Object[]) problem);
    assertThat(relu.out()).doesNotContain("spherical codes of each rank");
  }

  @Test
  void jsonHasFullPrecision() throws IOException {
    Shell shell =
        Shell.collapse("predict", "--classes=10", "--depth=4", "--lambda=0.004", "--json");
    assertThat(shell.code()).isZero();
    JsonNode root = new ObjectMapper().readTree(shell.out());
    DufmProblem problem = DufmProblem.uniform(10, 4, 1, 0.004, Loss.MSE, Activation.RELU);
    assertThat(root.get("capital_lambda").asDouble()).isEqualTo(problem.capitalLambda());
    for (Reference reference : References.of(problem)) {
      if (reference instanceof Prediction p) {
        JsonNode written = root.at("/references/" + p.structure().label());
        assertThat(written.get("loss").asDouble()).isEqualTo(p.loss());
        assertThat(written.get("scale").asDouble()).isEqualTo(p.scale());
        assertThat(written.at("/layers/1/post/singular_values/0").asDouble())
            .isEqualTo(p.layers().get(1).post().singularValues().get(0));
      }
    }
    assertThat(root.at("/references/srg/loss").asDouble()).isCloseTo(0.089471, within(5e-7));
    assertThat(root.at("/references/orthoplex/available").asBoolean()).isFalse();
  }

  @Test
  void aNumberOfClassesThatIsNotTriangularHasNoSrgAndSaysWhy() {
    Shell shell = Shell.collapse("predict", "--classes=9", "--depth=4", "--lambda=0.004");
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .containsPattern("(?m)^SRG +not available: .*r\\(r−1\\)/2.*\\b6\\b.*\\b10\\b");
  }

  @Test
  void theWidthDecidesWhichNeuronsThereMayBe() {
    String[] problem = {"predict", "--classes=10", "--depth=4", "--lambda=0.004"};
    assertThat(Shell.collapse((Object[]) problem).out())
        .containsPattern("(?m)^SRG \\+ subsets +0\\.081136 .*\\(s = 3, 10 neurons in layer 4\\)$");
    Shell narrow =
        Shell.collapse("predict", "--classes=10", "--depth=4", "--lambda=0.004", "--width=9");
    assertThat(narrow.code()).isZero();
    assertThat(narrow.out())
        .containsPattern(
            "(?m)^DNC +not available: DNC needs a hidden layer of at least 10 neurons");
    Shell none =
        Shell.collapse("predict", "--classes=10", "--depth=4", "--lambda=0.004", "--width=0");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).isEqualTo("collapse: the width limit must be at least 1, got 0\n");
  }

  @Test
  void theEdgeCodeIsMarkedAsNumericalInTableAndJson() throws IOException {
    Shell table = Shell.collapse("predict", "--classes=7", "--depth=4", "--lambda=0.004");
    assertThat(table.out())
        .containsPattern(
            "(?m)^edge code \\(numeric\\) +0\\.\\d+ .*\\(numerical: r = 5, degrees 4 4 2 2 2");
    Shell json = Shell.collapse("predict", "--classes=7", "--depth=4", "--lambda=0.004", "--json");
    JsonNode code = new ObjectMapper().readTree(json.out()).at("/references/edge_code");
    assertThat(code.get("detail").asText()).startsWith("numerical: r = 5");
  }

  @Test
  void lambdasPerLayerNeedAFeatureLambda() {
    Shell without = Shell.collapse("predict", "--classes=4", "--depth=2", "--lambda=0.01,0.02");
    assertThat(without.code()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err())
        .isEqualTo("collapse: with several values of --lambda, --lambda-h is required\n");
    Shell with =
        Shell.collapse(
            "predict", "--classes=4", "--depth=2", "--lambda=0.01,0.02", "--lambda-h=0.03");
    Prediction dnc =
        (Prediction)
            References.of(
                Structure.DNC,
                new DufmProblem(4, 2, 1, 0.03, List.of(0.01, 0.02), Loss.MSE, Activation.RELU));
    assertThat(with.out()).containsPattern("(?m)^DNC +%.6f ".formatted(dnc.loss()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --classes=1 --depth=2 --lambda=0.1           | classes (K) must be at least 2, got 1
          --classes=4 --depth=0 --lambda=0.1           | depth (L) must be at least 1, got 0
          --classes=4 --depth=2 --lambda=-1            | λ
          --classes=4 --depth=2                        | --lambda
          --classes=4 --depth=2 --lambda=0.1 --loss=l1 | --loss
          --classes=x --depth=2 --lambda=0.1           | --classes
          """)
  void wrongArgumentsAreExplainedWithoutJava(String arguments, String message) {
    Shell shell = Shell.collapse((Object[]) ("predict " + arguments).split(" "));
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .startsWith("collapse: ")
        .contains(message)
        .doesNotContain("Exception", "java.", "\tat ");
  }
}
