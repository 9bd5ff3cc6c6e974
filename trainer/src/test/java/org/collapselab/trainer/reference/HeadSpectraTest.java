package org.collapselab.trainer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.metric.Means;
import org.collapselab.hooks.metric.Spectrum;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Penalties;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.LayerPrediction;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.TriangularGraph;
import org.collapselab.trainer.store.Comparison;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network of fc1 … fc5 whose measured spectra tell where they were measured. */
class HeadSpectraTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | false | M_1 fc4 post, W_1 fc5 weight, Z fc5 pre
          1 | true  | M_1 fc4 pre, W_1 fc5 weight, Z fc5 pre
          2 | false | M_1 fc3 post, W_1 fc4 weight, M_2 fc4 pre, σ(M_2) fc4 post, W_2 fc5 weight, Z fc5 pre
          4 | true  | M_1 fc1 pre, W_1 fc2 weight, M_2 fc2 pre, σ(M_2) fc2 post, W_2 fc3 weight, M_3 fc3 pre, σ(M_3) fc3 post, W_3 fc4 weight, M_4 fc4 pre, σ(M_4) fc4 post, W_4 fc5 weight, Z fc5 pre
          4 | false | M_1 fc1 post, W_1 fc2 weight, M_2 fc2 pre, σ(M_2) fc2 post, W_2 fc3 weight, M_3 fc3 pre, σ(M_3) fc3 post, W_3 fc4 weight, M_4 fc4 pre, σ(M_4) fc4 post, W_4 fc5 weight, Z fc5 pre
          """)
  void rowsFollowTheHeadFromItsInputToTheLogits(int depth, boolean linearInput, String expected) {
    List<Comparison.Layer> rows = rows(depth, Activation.RELU, linearInput);
    assertThat(rows.stream().map(row -> row.symbol() + " " + row.layer() + " " + row.tap()))
        .containsExactly(expected.split(", "));
    for (Comparison.Layer row : rows) {
      assertThat(row.measured().singularValues())
          .as(row.symbol())
          .containsExactly(
              mark(row.layer(), Place.valueOf(row.tap().toUpperCase(java.util.Locale.ROOT))));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4"})
  void predictionsBelongToTheSymbolOfTheirRow(int depth) {
    List<Prediction> predictions = predictions(depth);
    assertThat(predictions).isNotEmpty();
    for (Comparison.Layer row : rows(depth, Activation.RELU, false)) {
      for (Prediction p : predictions) {
        assertThat(row.predicted().get(p.structure().label()).singularValues())
            .as("%s of %s", row.symbol(), p.structure())
            .isEqualTo(predicted(p, row.symbol()));
      }
    }
  }

  /** Predicted singular values by symbol, without regard to rows. */
  private static List<Double> predicted(Prediction p, String symbol) {
    if (symbol.equals("Z")) {
      return p.output().singularValues();
    }
    LayerPrediction layer = p.layers().get(Integer.parseInt(symbol.replaceAll("\\D", "")) - 1);
    return switch (symbol.charAt(0)) {
      case 'W' -> layer.weight().singularValues();
      case 'M' -> layer.pre().singularValues();
      default -> layer.post().singularValues();
    };
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aLinearNetworkHasNoRowsBehindAnActivation(int depth) {
    assertThat(rows(depth, Activation.LINEAR, false))
        .extracting(Comparison.Layer::tap)
        .doesNotContain("post")
        .hasSize(2 * depth + 1);
  }

  @Test
  void structuresAreComparedWithRandomMeansOfTheRankBeforeTheActivation() {
    List<LayerInfo> layers = model(2, Activation.RELU, false).layers(Penalties.none(2));
    Tap tap = new Tap("fc4", Side.POST);
    DMatrixRMaj means = CommonOps_DDRM.transpose(new TriangularGraph(5).incidence(), null);
    Snapshot known =
        new Snapshot(
            1,
            List.of(),
            List.of(
                spectrum("fc4", Place.PRE, 3, 2, 1, 1e-3),
                spectrum("fc4", Place.POST, 3, 2, 1, 1, 1)),
            Map.of(tap, means),
            Map.of(tap, StructureScores.of(Means.gram(means))));
    List<Comparison.Layer> rows =
        new HeadSpectra(layers, new Tap("fc3", Side.POST), known, 0.01).rows(predictions(2));
    assertThat(rows).extracting(Comparison.Layer::symbol).containsExactly("M_2", "σ(M_2)");
    assertThat(rows.get(0).geometry()).isNull(); // its means are not in the snapshot
    Comparison.Geometry geometry = rows.get(1).geometry();
    assertThat(geometry.found()).isEqualTo("srg");
    assertThat(geometry.scores())
        .extracting(Comparison.Score::metric)
        .containsExactly("srg_correlation", "structure_orthogonal_frame", "orthoplex_correlation");
    Comparison.Score srg = geometry.best();
    assertThat(srg.score()).isCloseTo(1, within(1e-12));
    assertThat(srg.nulls())
        .extracting(Comparison.Null::of)
        .containsExactly(
            "class means of rank 3 at random, through ReLU",
            "an orthogonal frame with noise, correlation with I 0.65");
    assertThat(srg.nulls()).extracting(Comparison.Null::below).containsOnly(1.0);
    assertThat(srg.chance()).isEqualTo(srg.nulls().get(1).level());
  }

  private static Snapshot.SpectrumRow spectrum(String layer, Place place, double... values) {
    return new Snapshot.SpectrumRow(layer, place, Spectrum.ofValues(values));
  }

  private static List<Comparison.Layer> rows(
      int depth, Activation activation, boolean linearInput) {
    MlpSpec model = model(depth, activation, linearInput);
    List<LayerInfo> layers = model.layers(Penalties.none(depth));
    return new HeadSpectra(layers, Tap.parse(model.headInputTap()), snapshot(layers), 0.01)
        .rows(predictions(depth));
  }

  private static MlpSpec model(int depth, Activation activation, boolean linearInput) {
    return new MlpSpec(
        20, List.of(16, 16, 16, 16), 10, activation, true, false, depth, linearInput, 1);
  }

  private static List<Prediction> predictions(int depth) {
    return References.predictions(
        DufmProblem.uniform(10, depth, 1, 1e-4, Loss.MSE, Activation.RELU));
  }

  private static Snapshot snapshot(List<LayerInfo> layers) {
    List<Snapshot.SpectrumRow> spectra = new ArrayList<>();
    for (LayerInfo layer : layers) {
      List<Place> places = new ArrayList<>(List.of(Place.PRE, Place.WEIGHT));
      if (!layer.postTap().equals(layer.preTap())) {
        places.add(Place.POST);
      }
      for (Place place : places) {
        spectra.add(
            new Snapshot.SpectrumRow(
                layer.name(), place, Spectrum.ofValues(mark(layer.name(), place))));
      }
    }
    return new Snapshot(1, List.of(), spectra, Map.of(), Map.of());
  }

  /** One singular value that no other layer and place has. */
  private static double mark(String layer, Place place) {
    return (layer.charAt(2) - '0') * 10.0
        + List.of(Place.PRE, Place.POST, Place.WEIGHT).indexOf(place);
  }
}
