package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.chance.RandomMeans;
import org.collapselab.hooks.chance.StructureNulls;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.LayerPrediction;
import org.collapselab.theory.Prediction;
import org.collapselab.trainer.store.Comparison;

/**
 * Pairs measured spectra of the head with predicted ones: M_1, W_1, M_2, σ(M_2), W_2, …, Z. A
 * network layer with matrix W_l outputs M_{l+1}.
 */
final class HeadSpectra {
  private final List<LayerInfo> head;
  private final Tap headInput;
  private final Snapshot snapshot;
  private final double rankTolerance;
  private final StructureNulls nulls = new StructureNulls();

  /**
   * @param headInput tap of H_1
   */
  HeadSpectra(List<LayerInfo> layers, Tap headInput, Snapshot snapshot, double rankTolerance) {
    this.head = layers.stream().filter(LayerInfo::inHead).toList();
    this.headInput = headInput;
    this.snapshot = snapshot;
    this.rankTolerance = rankTolerance;
  }

  List<Comparison.Layer> rows(List<Prediction> predictions) {
    List<Comparison.Layer> rows = new ArrayList<>();
    Place place = Place.of(headInput.side());
    add(rows, 1, headInput.layer(), "M_1", place, predictions, p -> layer(p, 1).pre());
    for (LayerInfo info : head) {
      int l = info.headIndex();
      String layer = info.name();
      add(rows, l, layer, "W_" + l, Place.WEIGHT, predictions, p -> layer(p, l).weight());
      if (l == head.size()) {
        add(rows, l, layer, "Z", Place.PRE, predictions, Prediction::output);
      } else {
        String symbol = "M_" + (l + 1);
        add(rows, l + 1, layer, symbol, Place.PRE, predictions, p -> layer(p, l + 1).pre());
        add(
            rows,
            l + 1,
            layer,
            "σ(" + symbol + ")",
            Place.POST,
            predictions,
            p -> layer(p, l + 1).post());
      }
    }
    return rows;
  }

  private static LayerPrediction layer(Prediction prediction, int l) {
    return prediction.layers().get(l - 1);
  }

  private void add(
      List<Comparison.Layer> rows,
      int index,
      String layer,
      String symbol,
      Place place,
      List<Prediction> predictions,
      Function<Prediction, org.collapselab.theory.PredictedSpectrum> predicted) {
    Optional<Spectrum> measured = spectrumOf(layer, place);
    if (measured.isEmpty()) {
      return;
    }
    Map<String, Comparison.Spectrum> byStructure = new LinkedHashMap<>();
    for (Prediction p : predictions) {
      double[] values =
          predicted.apply(p).singularValues().stream().mapToDouble(Double::doubleValue).toArray();
      byStructure.put(p.structure().label(), spectrum(Spectrum.ofValues(values)));
    }
    rows.add(
        new Comparison.Layer(
            index,
            layer,
            symbol,
            place.label(),
            spectrum(measured.get()),
            byStructure,
            geometry(layer, place)));
  }

  private Comparison.Spectrum spectrum(Spectrum spectrum) {
    return new Comparison.Spectrum(
        Arrays.stream(spectrum.values()).boxed().toList(),
        spectrum.numericalRank(rankTolerance),
        spectrum.stableRank(),
        spectrum.effectiveRank());
  }

  private Comparison.Geometry geometry(String layer, Place place) {
    if (place == Place.WEIGHT) {
      return null;
    }
    Tap tap = new Tap(layer, place == Place.PRE ? Side.PRE : Side.POST);
    StructureScores scores = snapshot.structures().get(tap);
    if (scores == null) {
      return null;
    }
    int rank =
        spectrumOf(layer, Place.PRE)
            .or(() -> spectrumOf(layer, place))
            .orElseThrow()
            .numericalRank(rankTolerance);
    RandomMeans random = RandomMeans.like(snapshot.means().get(tap), rank);
    return MeasuredGeometry.of(nulls.place(scores, random));
  }

  private Optional<Spectrum> spectrumOf(String layer, Place place) {
    return snapshot.spectra().stream()
        .filter(row -> row.layer().equals(layer) && row.place() == place)
        .map(Snapshot.SpectrumRow::spectrum)
        .findFirst();
  }
}
