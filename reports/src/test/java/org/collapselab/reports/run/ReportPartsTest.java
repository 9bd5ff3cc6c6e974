package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.Series;
import org.collapselab.trainer.store.SeriesKey;
import org.collapselab.trainer.store.SeriesTable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ReportPartsTest {
  @Test
  void smallTablesAreLeftAlone() {
    SeriesTable table = new SeriesTable(List.of(series("loss", 100), series("nc1", 10)));
    Thinning thinning = Thinning.of(table, 110);
    assertThat(thinning.thinned()).isFalse();
    assertThat(thinning.table()).isSameAs(table);
  }

  @Test
  void onlyLongSeriesAreThinnedAndTheirEndsAreKept() {
    SeriesTable table = new SeriesTable(List.of(series("loss", 100_000), series("nc1", 300)));
    Thinning thinning = Thinning.of(table, 5_000);

    assertThat(thinning.rows()).isEqualTo(100_300);
    assertThat(thinning.table().rows()).isBetween(2_500, 5_000);
    assertThat(thinning.table().series().get(1)).isEqualTo(series("nc1", 300));
    List<Series.Point> loss = thinning.table().series().get(0).points();
    assertThat(loss.get(0).step()).isZero();
    assertThat(loss.get(loss.size() - 1).step()).isEqualTo(99_999);
  }

  @Test
  void strongestColumnsAreOrderedByTheClassOfTheirPeak() {
    DMatrixRMaj means = new DMatrixRMaj(new double[][] {{0, 0.1, 5, 0}, {3, 0.1, 1, 0}});
    assertThat(MeansFigures.strongest(means, 2).data).containsExactly(5, 0, 1, 3);
  }

  private static Series series(String quantity, int points) {
    return new Series(
        new SeriesKey("train", new LayerTap("", ""), quantity),
        LongStream.range(0, points).mapToObj(i -> new Series.Point(i, i, 1.0 / (i + 1))).toList());
  }
}
