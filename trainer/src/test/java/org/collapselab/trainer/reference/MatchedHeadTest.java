package org.collapselab.trainer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.store.Comparison;
import org.junit.jupiter.api.Test;

class MatchedHeadTest {
  private static ExperimentConfig config(String... overrides) {
    return ConfigLoader.parse(
        "name: x\nmodel: {hidden: [64, 32, 16], head: {depth: 3, linear_input: true}}",
        List.of(overrides));
  }

  private static Comparison.Problem problem(boolean matched, boolean signFree) {
    return new Comparison.Problem(
        10,
        3,
        20.5,
        1e-4,
        matched,
        "",
        List.of(1e-3, 2e-3, 3e-3),
        "ce",
        "linear",
        signFree,
        1e-2,
        null);
  }

  @Test
  void theObjectiveIsThatOfTheComparison() {
    MatchedHead head = MatchedHead.of(config(), problem(false, true), List.of(16, 16, 16));
    assertThat(head.problem())
        .isEqualTo(
            new DufmProblem(
                10, 3, 20.5, 1e-4, List.of(1e-3, 2e-3, 3e-3), Loss.CE, Activation.LINEAR));
    assertThat(head.width()).isEqualTo(16);
    assertThat(head.differences()).isEmpty();
  }

  @Test
  void theNarrowestHiddenLayerIsTheWidthAndTheOthersAreNamed() {
    MatchedHead head = MatchedHead.of(config(), problem(false, true), List.of(12, 32, 16));
    assertThat(head.width()).isEqualTo(16);
    assertThat(head.differences())
        .containsExactly(
            "The layers of the run's head have the widths 12, 32, 16, H_1 first; the DUFM has d = 16 in every layer.");
  }

  @Test
  void whatTheDufmLacksIsSaid() {
    MatchedHead head =
        MatchedHead.of(
            config("model.head.bias=true", "regularization.decoupled_weight_decay=1e-4"),
            problem(true, false),
            List.of(16, 16, 16));
    assertThat(head.differences())
        .hasSize(4)
        .anyMatch(text -> text.contains("passed a ReLU"))
        .anyMatch(text -> text.contains("biases"))
        .anyMatch(text -> text.contains("no λ_H"))
        .anyMatch(text -> text.contains("c(1 − momentum)"));
  }

  @Test
  void itKnowsWhichSharesOfTheTrainingHaveNoPenaltiesAndRisingOnes() {
    MatchedHead head =
        MatchedHead.of(
            config(
                "train.epochs=20",
                "regularization.free_epochs=1",
                "regularization.warmup_epochs=5"),
            problem(false, true),
            List.of(16, 16, 16));
    assertThat(head.freeShare()).isEqualTo(0.05);
    assertThat(head.risingShare()).isEqualTo(0.25);
  }

  @Test
  void aHeadNarrowerThanTheClassesHasNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatchedHead.of(config(), problem(false, true), List.of(16, 9, 16)))
        .withMessageContaining("9 neurons, fewer than the K = 10 classes");
  }

  @Test
  void withoutHiddenLayersTheWidthIsThatOfTheFeatures() {
    Comparison.Problem shallow =
        new Comparison.Problem(
            10, 1, 20.0, 1e-4, false, "", List.of(1e-3), "mse", "relu", true, 1e-2, null);
    assertThat(MatchedHead.of(config(), shallow, List.of(40)).width()).isEqualTo(40);
  }
}
