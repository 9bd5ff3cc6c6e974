package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesKey;
import org.collapselab.trainer.store.SeriesTable;
import org.junit.jupiter.api.Test;

class MatchedPenaltyTest {
  private static final SeriesTable METRICS =
      new SeriesTable(
          List.of(
              series("", "fit", 0.5, 0.25),
              series("", "penalty_features", 0, 0),
              series("", "dufm_objective", 0.75, 0.375),
              series("fc1", "dufm_objective", 1, 1),
              series("", "h1_squared_norm", 16, 8)));

  @Test
  void aMatchedFeaturePenaltyIsCountedInTheMeasuredObjective() {
    SeriesTable shown = MatchedPenalty.applied(METRICS, comparison(true));
    assertThat(shown.series())
        .containsExactly(
            series("", "fit", 0.5, 0.25),
            series("", "penalty_features", 1, 0.5),
            series("", "dufm_objective", 1.75, 0.875),
            series("fc1", "dufm_objective", 1, 1),
            series("", "h1_squared_norm", 16, 8));
  }

  @Test
  void theRunsOwnPenaltyIsNotCountedTwice() {
    assertThat(MatchedPenalty.applied(METRICS, comparison(false))).isSameAs(METRICS);
    assertThat(MatchedPenalty.applied(METRICS, Optional.empty())).isSameAs(METRICS);
  }

  private static Series series(String layer, String metric, double first, double second) {
    return new Series(
        new SeriesKey("train", new LayerTap(layer, ""), metric),
        List.of(new Series.Point(0, 0, first), new Series.Point(9, 1, second)));
  }

  private static Optional<Comparison> comparison(boolean matched) {
    Comparison.Problem problem =
        new Comparison.Problem(
            10, 2, 20.0, 0.125, matched, "", List.of(), "mse", "relu", false, 0.1, null);
    return Optional.of(new Comparison(1, null, problem, null, List.of(), List.of(), null));
  }
}
