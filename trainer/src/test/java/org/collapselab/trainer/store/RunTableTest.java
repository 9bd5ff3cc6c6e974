package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.collapselab.hooks.NetworkMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {
  private static final LayerTap FC1 = new LayerTap("fc1", "post");
  private static final String METRICS =
      """
      step,epoch,split,layer,tap,metric,value
      0,0.0000,train,,,accuracy,0.1
      0,0.0000,train,fc1,post,nc1_trace_ratio,9.0
      5,1.0000,train,,,accuracy,0.9
      5,1.0000,train,fc1,post,nc1_trace_ratio,NaN
      5,1.0000,test,,,accuracy,0.8
      """;
  private static final String SPECTRA =
      """
      step,epoch,split,layer,tap,index,singular_value
      0,0.0000,train,fc1,post,1,5.0
      0,0.0000,train,fc1,post,2,4.0
      5,1.0000,train,fc1,post,1,3.0
      5,1.0000,train,fc1,post,2,2.0
      5,1.0000,train,fc1,weight,1,7.0
      5,1.0000,test,fc1,post,1,6.0
      5,1.0000,train_all,fc1,post,1,3.5
      5,1.0000,train_all,fc1,post,2,2.5
      """;

  @TempDir Path dir;

  private SeriesTable read(RunTable table, String text, boolean ended) throws IOException {
    return table.read(Files.writeString(dir.resolve(table.file()), text), ended);
  }

  @Test
  void whatMetricsLogWritesIsReadBack() throws IOException {
    RunDirectory run = new RunDirectory(dir);
    try (MetricsLog log = MetricsLog.create(run)) {
      log.add(new MetricsLog.Moment(3, 1.5, Splits.TRAIN), NetworkMetric.FIT, 0.25);
    }
    assertThat(RunTable.METRICS.read(run.metrics(), true).series())
        .containsExactly(
            new Series(
                new SeriesKey(Splits.TRAIN, LayerTap.NETWORK, "fit"),
                List.of(new Series.Point(3, 1.5, 0.25))));
    assertThat(RunTable.SPECTRA.read(run.spectra(), true).series()).isEmpty();
  }

  @Test
  void theWholeTrainingSetComesBeforeItsSubset() throws IOException {
    String all = METRICS + "5,1.0000,train_all,,,accuracy,0.95\n";
    SeriesTable subset = read(RunTable.METRICS, METRICS, true);
    assertThat(subset.lastOnTraining(LayerTap.NETWORK, "accuracy")).hasValue(0.9);
    SeriesTable whole = read(RunTable.METRICS, all, true);
    assertThat(whole.lastOnTraining(LayerTap.NETWORK, "accuracy")).hasValue(0.95);
    assertThat(whole.lastOnTraining(FC1, "accuracy")).isEmpty();
    assertThat(whole.last(Splits.TEST, LayerTap.NETWORK, "accuracy")).hasValue(0.8);
    assertThat(whole.lastPoint().orElseThrow().step()).isEqualTo(5);
  }

  @Test
  void theLastSpectraAreThoseOfTheWholeTrainingSetWhereThereAreSome() throws IOException {
    List<SeriesTable.LastSpectrum> last = read(RunTable.SPECTRA, SPECTRA, true).lastSpectra();
    assertThat(last)
        .containsExactly(
            new SeriesTable.LastSpectrum(5, Splits.TRAIN_ALL, FC1, List.of(3.5, 2.5)),
            new SeriesTable.LastSpectrum(
                5, Splits.TRAIN, new LayerTap("fc1", LayerTap.WEIGHT), List.of(7.0)));
  }

  @Test
  void theMeasurementInProgressIsLeftOutOfARunThatGoesOn() throws IOException {
    SeriesTable table = read(RunTable.METRICS, METRICS + "5,1.0000,test,fc1,po", false);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.lastPoint().orElseThrow().step()).isZero();
    assertThatIOException()
        .isThrownBy(() -> read(RunTable.METRICS, METRICS + "5,1.0000,test,fc1,po", true))
        .withMessageContaining("metrics.csv is cut off in its last line");
  }

  @Test
  void aBadCellIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> read(RunTable.METRICS, METRICS + "6,x,train,,,fit,1\n", false))
        .withMessageContaining("metrics.csv line 7: epoch \"x\" is not a number");
    assertThatIOException()
        .isThrownBy(() -> read(RunTable.SPECTRA, METRICS, false))
        .withMessageContaining("spectra.csv has no column \"index\"");
  }

  @Test
  void linesAreParsedOneByOne() {
    assertThat(RunTable.METRICS.parse("3,1.5,train,\"a,\"\"b\",post,cdnv,-Infinity"))
        .hasValue(
            new SeriesRow(
                3,
                1.5,
                new SeriesKey(Splits.TRAIN, new LayerTap("a,\"b", "post"), "cdnv"),
                Double.NEGATIVE_INFINITY));
    for (String line :
        List.of(
            "", "step,epoch,split,layer,tap,metric,value", "3,1.5,train,\"a,post,cdnv,1", "7")) {
      assertThat(RunTable.METRICS.parse(line)).as(line).isEmpty();
    }
    assertThat(RunTable.SPECTRA.parse("3,1.5,train,fc1,post,0,1")).isEmpty();
  }

  @Test
  void placesAreReadAsTheyAreWritten() {
    for (LayerTap each : List.of(FC1, LayerTap.NETWORK, new LayerTap("block:1", "pre"))) {
      assertThat(LayerTap.of(each.label())).isEqualTo(each);
    }
  }
}
