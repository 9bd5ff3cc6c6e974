package org.collapselab.studies.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.store.EndState;
import org.junit.jupiter.api.Test;

class RunGroupTest {
  private static final String YAML =
      """
      name: tiny
      data: {set: mnist-10k, samples_per_class: 20}
      model: {hidden: [16, 16, 16], head: {depth: 2}}
      regularization: {l2_head: 0.001, lambda_h: 1e-5}
      train: {epochs: 3, batch_size: 50}
      """;

  private static final String UNFINISHED = "unfinished";

  private static Run run(String id, long seed, String state, Object loss, String... overrides) {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("loss", loss, "outcome", "DNC"));
    return new Run(
        id,
        "tiny",
        seed,
        state.equals(UNFINISHED)
            ? Optional.empty()
            : Optional.of(EndState.valueOf(state.toUpperCase(Locale.ROOT))),
        new ExperimentTrial(ConfigLoader.parse(YAML, List.of(overrides)), List.of()),
        values,
        Map.of(),
        Map.of(),
        Map.of());
  }

  @Test
  void runsThatDifferInTheSeedAndInWhatHasNoInfluenceAreRepetitions() {
    List<RunGroup> groups =
        RunGroup.of(
            List.of(
                run("a", 1, "completed", 0.1),
                run("b", 2, "completed", 0.3, "seed=2", "name=other", "description=other"),
                run(
                    "c",
                    3,
                    "stopped",
                    0.2,
                    "export.weights=true",
                    "checkpoint.keep=3",
                    "expect=[accuracy > 0.5]")));
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).mean("loss").mean()).isCloseTo(0.2, within(1e-15));
    assertThat(RunGroup.differences(groups)).isEmpty();
  }

  @Test
  void everyOtherKeySeparatesGroupsAndIsListedWithItsValues() {
    List<RunGroup> groups =
        RunGroup.of(
            List.of(
                run("a", 1, "completed", 0.1),
                run("b", 1, "completed", 0.3, "regularization.l2_head=0.002", "loss=ce"),
                run("c", 1, "completed", 0.3, "measure.samples=77")));
    assertThat(groups).extracting(RunGroup::number).containsExactly(1, 2, 3);
    assertThat(RunGroup.differences(groups))
        .containsOnly(
            Map.entry("regularization.l2_head", List.of("0.001", "0.002", "0.001")),
            Map.entry("loss", List.of("mse", "ce", "mse")),
            Map.entry("measure.samples", List.of("2000", "2000", "77")));
  }

  @Test
  void whatWasCutOffIsKeptApartFromWhatEnded() {
    List<RunGroup> groups =
        RunGroup.of(
            List.of(
                run("a", 1, "completed", 0.1),
                run("b", 2, "interrupted", 0.9),
                run("c", 3, UNFINISHED, 0.8)));
    assertThat(groups).extracting(g -> g.runs().size()).containsExactly(1, 2);
    assertThat(RunGroup.differences(groups))
        .containsExactly(Map.entry(RunGroup.PROGRESS, List.of("ended", "cut off")));
  }

  @Test
  void aDivergedRunCountsAmongTheOutcomesButNotInTheMeans() {
    Run diverged = run("b", 2, "diverged", 1e9);
    diverged.values().put("outcome", "diverged");
    RunGroup group = RunGroup.of(List.of(run("a", 1, "completed", 0.1), diverged)).get(0);
    assertThat(group.mean("loss").n()).isEqualTo(1);
    assertThat(group.outcomes().keySet()).containsExactly("DNC", "diverged");
    assertThat(group.outcomes().get("diverged").mean()).isEqualTo(0.5);
  }

  @Test
  void aSeedThatRepeatsIsPointedOut() {
    RunsComparison comparison =
        RunsComparison.of(List.of(run("a", 4, "completed", 0.1), run("b", 4, "completed", 0.1)));
    assertThat(comparison.notes()).singleElement().asString().contains("same seed (4)", "narrow");
  }
}
