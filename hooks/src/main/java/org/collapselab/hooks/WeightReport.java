package org.collapselab.hooks;

import java.util.Map;
import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.Nc3;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.WithinScatter;
import org.ejml.data.DMatrixRMaj;

/** Reports the metrics of one weight matrix. */
final class WeightReport {
  private final WeightView view;
  private final SnapshotBuilder snapshot;

  WeightReport(WeightView view, SnapshotBuilder snapshot) {
    this.view = view;
    this.snapshot = snapshot;
  }

  /** Ranks and penalty; returns the energy λ_l‖W_l‖_F². */
  double report() {
    Spectrum spectrum = Spectrum.of(view.weights());
    snapshot.addSpectrum(view.layer(), Place.WEIGHT, spectrum);
    double energy = view.lambda() * spectrum.frobenius() * spectrum.frobenius();
    add(WeightMetric.PENALTY, energy / 2);
    return energy;
  }

  void reportAlignment(Map<Tap, WithinScatter> scatters, double rankTolerance, boolean isLast) {
    WithinScatter scatter = scatters.get(view.input());
    if (scatter == null) {
      return;
    }
    DMatrixRMaj means = scatter.means();
    add(WeightMetric.NC3_SINE, Nc3.sineToSpan(view.weights(), means, rankTolerance));
    add(WeightMetric.NC3_SINE_NEAREST, Nc3.sineToNearest(view.weights(), means));
    if (isLast) {
      add(WeightMetric.NC3_ALIGNMENT, Nc3.alignment(view.weights(), means));
      add(WeightMetric.NC3_ALIGNMENT_CENTRED, Nc3.alignment(view.weights(), Means.centred(means)));
    }
  }

  private void add(WeightMetric metric, double value) {
    snapshot.add(view.layer(), Place.WEIGHT, metric, value);
  }
}
