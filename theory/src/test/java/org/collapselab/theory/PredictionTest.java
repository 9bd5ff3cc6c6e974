package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

  @Test
  void dncSpreadsEqualSingularValuesByBalance() {
    DufmProblem problem = Problems.unequal(7, 4, 12, Loss.MSE, Activation.RELU);
    Prediction dnc = Problems.predict(Structure.DNC, problem);
    double product = 1;
    for (LayerPrediction layer : dnc.layers()) {
      double lambda = problem.weightLambdas().get(layer.layer() - 1);
      double weight = Math.sqrt(Problems.balance(dnc) / (lambda * 7));
      product *=
          layer.layer() == 1
              ? Math.sqrt(Problems.balance(dnc) / (12 * problem.featureLambda() * 7))
              : 1;
      requireSpectrum(layer.pre(), repeated(product, 7));
      requireSpectrum(layer.post(), repeated(product, 7));
      requireSpectrum(layer.weight(), repeated(weight, 7));
      product *= weight;
    }
    assertThat(product).isCloseTo(dnc.scale(), within(1e-12));
    requireSpectrum(dnc.output(), repeated(dnc.scale(), 7));
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "4, 4", "5, 4", "5, 6", "6, 4"})
  void srgHasTheSpectraOfTheIncidenceMatrix(int r, int depth) {
    int k = r * (r - 1) / 2;
    Prediction srg = Problems.predict(Structure.SRG, Problems.relu(Loss.MSE, k, depth, 1, 1e-3));
    double[] incidence = repeated(Math.sqrt(r - 2), r);
    incidence[0] = Math.sqrt(2.0 * (r - 1));
    double balance = Problems.balance(srg) / 1e-3;
    double nuclear = incidence[0] + (r - 1) * Math.sqrt(r - 2);
    double[] root = Arrays.stream(incidence).map(s -> Math.sqrt(s * balance / nuclear)).toArray();
    requireSpectrum(srg.layers().get(0).pre(), root);
    requireSpectrum(srg.layers().get(0).weight(), root);
    double factor = balance / nuclear;
    for (LayerPrediction layer : srg.layers().subList(1, depth - 1)) {
      double scale = factor;
      double[] scaled = Arrays.stream(incidence).map(s -> s * scale).toArray();
      requireSpectrum(layer.pre(), scaled);
      requireSpectrum(layer.post(), scaled);
      factor *= Math.sqrt(balance / r);
    }
    LayerPrediction last = srg.layers().get(depth - 1);
    requireSpectrum(last.post(), repeated(last.post().singularValues().get(0), k));
    requireSpectrum(srg.output(), repeated(srg.scale(), k));
  }

  @ParameterizedTest
  @CsvSource({
    "SRG, 3, 3",
    "SRG, 4, 3",
    "SRG, 5, 5",
    "SRG, 8, 8",
    "SRG_CONSTANT_ROW, 8, 8",
    "SRG_SUBSETS, 3, 3",
    "SRG_SUBSETS, 4, 4",
    "SRG_SUBSETS, 5, 5",
    "SRG_SUBSETS, 8, 7",
    "SRG_SUBSETS, 7, 7"
  })
  void srgStaysAtRankRUntilTheLastActivation(Structure structure, int r, int lastPreRank) {
    int k = r * (r - 1) / 2;
    for (int depth = 3; depth <= 6; depth++) {
      Prediction srg = Problems.predict(structure, Problems.relu(Loss.MSE, k, depth, 1, 1e-4));
      for (LayerPrediction layer : srg.layers().subList(0, depth - 1)) {
        assertThat(layer.pre().rank()).isEqualTo(r);
        assertThat(layer.post().rank()).isEqualTo(r);
      }
      LayerPrediction last = srg.layers().get(depth - 1);
      assertThat(last.pre().rank()).isEqualTo(lastPreRank);
      assertThat(last.post().rank()).isEqualTo(k);
      assertThat(last.weight().rank()).isEqualTo(k);
    }
  }

  @Test
  void aPredictionSaysWhichVariantItIs() {
    DufmProblem problem = Problems.relu(Loss.MSE, 10, 4, 1, 1e-3);
    assertThat(Problems.predict(Structure.SRG_SUBSETS, problem).detail())
        .isEqualTo("s = 3, 10 neurons in layer 4");
    assertThat(Problems.predict(Structure.SRG, problem).detail()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 3", "6, 5", "8, 4"})
  void subsetNeuronsHaveTheSpectrumOfTheirInclusionMatrix(int r, int depth) {
    int k = r * (r - 1) / 2;
    Prediction prediction =
        Problems.predict(Structure.SRG_SUBSETS, Problems.relu(Loss.MSE, k, depth, 1, 1e-4));
    double[] eigenvalues = new SubsetLevel(r, (r + 1) / 2).eigenvalues();
    PredictedSpectrum last = prediction.layers().get(depth - 1).post();
    PredictedSpectrum readout = prediction.layers().get(depth - 1).weight();
    double scale = last.singularValues().get(0) / Math.sqrt(eigenvalues[0]);
    double[] expected = new double[k];
    for (int i = 0; i < k; i++) {
      expected[i] = scale * Math.sqrt(eigenvalues[i == 0 ? 0 : i < r ? 1 : 2]);
    }
    requireSpectrum(last, expected);
    for (int i = 0; i < k; i++) {
      expected[i] = prediction.scale() / expected[i];
    }
    Arrays.sort(expected);
    double[] falling = new double[k];
    for (int i = 0; i < k; i++) {
      falling[i] = expected[k - 1 - i];
    }
    requireSpectrum(readout, falling);
    requireSpectrum(prediction.output(), repeated(prediction.scale(), k));
  }

  @Test
  void linearCodesHaveTheirRankInEveryLayer() {
    DufmProblem problem = Problems.unequal(10, 4, 3, Loss.CE, Activation.LINEAR);
    List<Prediction> predictions = References.predictions(problem);
    assertThat(predictions)
        .extracting(Prediction::structure)
        .containsExactly(
            Structure.DNC,
            Structure.SPHERICAL_CODE,
            Structure.ORTHOPLEX,
            Structure.KGON,
            Structure.BEST_KNOWN);
    for (Prediction prediction :
        List.of(predictions.get(0), predictions.get(2), predictions.get(3))) {
      int rank =
          switch (prediction.structure()) {
            case DNC -> 9;
            case ORTHOPLEX -> 5;
            default -> 2;
          };
      double value =
          prediction.scale()
              * switch (prediction.structure()) {
                case DNC -> 1;
                case ORTHOPLEX -> 2;
                default -> 5;
              };
      requireSpectrum(prediction.output(), padded(repeated(value, rank), 10));
      assertThat(prediction.layers())
          .allSatisfy(layer -> assertThat(layer.weight().rank()).isEqualTo(rank))
          .allSatisfy(layer -> assertThat(layer.pre().rank()).isEqualTo(rank))
          .allSatisfy(layer -> assertThat(layer.post()).isEqualTo(layer.pre()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void strongRegularisationLeavesOnlyTheZeroSolution(int depth) {
    for (Loss loss : Loss.values()) {
      for (Prediction prediction : References.predictions(Problems.relu(loss, 10, depth, 1, 0.3))) {
        assertThat(prediction.trivial()).isTrue();
        assertThat(prediction.scale()).isZero();
        assertThat(prediction.penalty()).isZero();
        assertThat(prediction.loss())
            .isCloseTo(loss == Loss.MSE ? 0.5 : Math.log(10), within(1e-15));
        assertThat(prediction.output().rank()).isZero();
        assertThat(prediction.layers())
            .allSatisfy(layer -> assertThat(layer.weight().rank()).isZero())
            .allSatisfy(layer -> assertThat(layer.pre().rank()).isZero());
      }
    }
  }

  private static void requireSpectrum(PredictedSpectrum spectrum, double... expected) {
    assertThat(spectrum.singularValues()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(spectrum.singularValues().get(i))
          .as("σ_%d of %s", i + 1, spectrum)
          .isCloseTo(expected[i], within(1e-12 * expected[0]));
    }
  }

  private static double[] repeated(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] padded(double[] values, int length) {
    return Arrays.copyOf(values, length);
  }
}
