package org.collapselab.hooks;

import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.Nc1;
import org.collapselab.hooks.metric.Nc2;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.hooks.metric.WithinScatter;
import org.ejml.data.DMatrixRMaj;

/** Reports the metrics of the features at one tap. */
final class TapReport {
  private final Tap tap;
  private final Place place;
  private final SnapshotBuilder snapshot;

  TapReport(Tap tap, SnapshotBuilder snapshot) {
    this.tap = tap;
    this.place = Place.of(tap.side());
    this.snapshot = snapshot;
  }

  void report(WithinScatter scatter, double pinvCutoff) {
    addWithin(scatter, pinvCutoff);
    DMatrixRMaj means = scatter.means();
    Spectrum spectrum = Spectrum.of(means);
    addGeometry(means, spectrum);
    snapshot.addSpectrum(tap.layer(), place, spectrum);
    StructureScores scores = StructureScores.of(Means.gram(means));
    addStructures(scores, means.numRows);
    snapshot.addMeans(tap, means, scores);
  }

  private void addWithin(WithinScatter scatter, double pinvCutoff) {
    add(FeatureMetric.NC1_TRACE_RATIO, Nc1.traceRatio(scatter));
    add(FeatureMetric.WITHIN_TRACE, scatter.trace());
    Nc1.Pinv pinv = Nc1.pinv(scatter, pinvCutoff);
    add(FeatureMetric.NC1_PINV, pinv.value());
    add(FeatureMetric.NC1_PINV_RANK, pinv.rank());
    add(FeatureMetric.CDNV, Nc1.cdnv(scatter));
    add(FeatureMetric.NC4_MISMATCH, scatter.mismatch());
  }

  private void addGeometry(DMatrixRMaj means, Spectrum spectrum) {
    add(FeatureMetric.NC2_CONDITION, Nc2.condition(spectrum, means.numRows));
    add(FeatureMetric.NC2_ETF, Nc2.etf(means));
    add(FeatureMetric.NC2_OF, Nc2.of(means));
    add(FeatureMetric.EQUINORM, Nc2.equinorm(means));
    add(FeatureMetric.EQUINORM_CENTRED, Nc2.equinormCentred(means));
    add(FeatureMetric.EQUIANGLE_ETF, Nc2.equiangleEtf(means));
    add(FeatureMetric.EQUIANGLE_OF, Nc2.equiangleOf(means));
  }

  private void addStructures(StructureScores scores, int classes) {
    for (StructureScore score : scores.distinct()) {
      FeatureMetric metric = FeatureMetric.of(score.geometry());
      if (metric.existsFor(classes)) {
        add(metric, score.score());
      }
    }
  }

  private void add(FeatureMetric metric, double value) {
    snapshot.add(tap.layer(), place, metric, value);
  }
}
