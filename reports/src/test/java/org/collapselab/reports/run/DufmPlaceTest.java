package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.store.DufmEnd;
import org.collapselab.trainer.store.MatchedDufm;
import org.junit.jupiter.api.Test;

class DufmPlaceTest {
  private static final double RUN = 0.15;

  private final List<DufmEnd> ends = new ArrayList<>();

  private void add(int count, String verdict, Double loss, Double lateChange) {
    for (int i = 0; i < count; i++) {
      List<Integer> ranks = loss == null ? List.of() : List.of(4, 3, 4);
      ends.add(
          new DufmEnd(
              ends.size() + 1,
              verdict,
              loss == null ? "diverged" : "exhausted",
              1000,
              loss,
              loss,
              loss,
              loss,
              lateChange,
              ranks,
              ranks,
              "srg",
              0.9,
              0.6,
              1,
              "1",
              "abc"));
    }
  }

  private DufmPlace place(FeatureMode features, String verdict) {
    DufmSpec model =
        new DufmSpec(
            4, 3, 6, 5, features, 1e-3, Collections.nCopies(3, 1e-3), Loss.MSE, Activation.RELU);
    return new DufmPlace(
        new MatchedDufm(
            MatchedDufm.SCHEMA,
            null,
            model,
            new Descent(1000, 0.5, 0, 1e-9),
            0.5,
            List.of(),
            new MatchedDufm.Head(RUN, verdict),
            "hash",
            ends));
  }

  /** Wilson's interval of 3 of 20 is [5.24 %, 36.04 %]. */
  @Test
  void thePlaceOfTheRunIsSaidWithTheShareInDncAndItsInterval() {
    add(3, "DNC", 0.17, 1e-6);
    add(11, "low rank", 0.16, 1e-6);
    add(6, "SRG", 0.14, 1e-6);
    assertThat(place(FeatureMode.EXPLICIT, "low rank").sentences())
        .containsExactly(
            "The loss of the head is below that of 14 of 20 seeds of the matched DUFM (d = 6, mode explicit: all 20 features, n = 5).",
            "3 of 20 seeds end in DNC [5 %, 36 %]; the run ends in “low rank”, as 11 of 20 do.");
  }

  @Test
  void seedsThatStillMoveOrDivergedAreCountedAloud() {
    add(2, "DNC", 0.17, 1.1e-3);
    add(1, "DNC", 0.14, 0.9e-3);
    add(1, "diverged", null, null);
    DufmPlace place = place(FeatureMode.EXPLICIT, "DNC");
    assertThat(place.sentences())
        .startsWith(
            "The loss of the head is below that of 2 of 3 seeds of the matched DUFM (d = 6, mode explicit: all 20 features, n = 5).")
        .contains(
            "3 of 4 seeds end in DNC [30 %, 95 %], as the run does.",
            "2 of 4 seeds were still moving when their 1,000 steps were over: their loss changed by more than 0.1 % in the last tenth.",
            "1 of 4 seeds diverged.");
    assertThat(place.verdicts()).containsOnlyKeys("DNC", "diverged");
  }

  /** A seed at the run's own loss is not above it. */
  @Test
  void nobodyAboveAndEverybodyAboveAreWords() {
    add(2, "SRG", RUN, 0.0);
    assertThat(place(FeatureMode.EXPLICIT, null).sentences())
        .anyMatch(text -> text.contains("below that of none of 2 seeds of"))
        .contains("0 of 2 seeds end in DNC [0 %, 66 %]; the run's own verdict is not known.");
    ends.clear();
    add(2, "SRG", 0.151, 0.0);
    assertThat(place(FeatureMode.EXPLICIT, "lost classes").sentences())
        .anyMatch(text -> text.contains("below that of all 2 seeds of"))
        .anyMatch(text -> text.contains("the run ends in “lost classes”, as no seed does."));
  }

  @Test
  void whereSeedsAllDivergedThereIsNoPlace() {
    add(2, "diverged", null, null);
    assertThat(place(FeatureMode.EXPLICIT, "DNC").above()).isEmpty();
  }

  @Test
  void oneColumnForAClassIsNoEstimateOfTheChances() {
    add(2, "DNC", 0.2, 0.0);
    assertThat(place(FeatureMode.MEANS, "DNC").sentences())
        .anyMatch(
            text -> text.contains("mode means: a column per class that moves as the mean of n = 5"))
        .anyMatch(text -> text.contains("no estimate of their chances"));
  }
}
