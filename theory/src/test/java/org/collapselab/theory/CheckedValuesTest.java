package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses and scales computed outside, in 30-digit arithmetic (mpmath), from the formulas alone. */
class CheckedValuesTest {

  @ParameterizedTest
  @CsvSource({
    "DNC, 10, 4, 0.004, 1,  0.09917987463559519, 0.9589820739390914",
    "SRG, 10, 4, 0.004, 1,  0.08947089492183813, 0.9631237561424304",
    "DNC, 10, 4, 0.004, 50, 0.2146233239781332,  0.9072718647560975",
    "SRG, 10, 4, 0.004, 50, 0.1938316691373419,  0.9169494122437343",
    "DNC, 6,  4, 0.004, 1,  0.05970773584475404, 0.9756422663096754",
    "SRG, 6,  4, 0.004, 1,  0.05752502505318219, 0.9765500706287124",
    "DNC, 10, 3, 0.002, 1,  0.0397979589168876,  0.9797948339914824",
    "SRG, 10, 3, 0.002, 1,  0.04155652396519342, 0.978887432642071",
    "DNC, 66, 3, 2e-4,  1,  0.02631229728390583, 0.9867114114181743",
    "SRG, 66, 3, 2e-4,  1,  0.02677964350464875, 0.9864729422797504",
    "SRG_CONSTANT_ROW, 66, 3, 2e-4, 1, 0.02556991087093325, 0.9870900443483375",
    "SRG_SUBSETS, 10, 4, 0.004, 1, 0.08113618899153478, 0.9666560702842764",
    "SRG_SUBSETS, 10, 3, 0.002, 1, 0.03676534515121242, 0.9813566464507212",
    "SRG_SUBSETS, 6,  4, 0.004, 1, 0.05547468570731509, 0.9774015746546007",
    "SRG_SUBSETS, 66, 3, 2e-4,  1, 0.01715068495156629, 0.9913687841083912",
    "SRG, 105, 4, 1e-4, 1,  0.01796262898747907, 0.9927731667094812",
    "SRG_CONSTANT_ROW, 105, 4, 1e-4, 1, 0.01680320378386723, 0.9932421840250521",
    "SRG, 66, 5, 2e-4,  1,  0.02267104103664139, 0.9923947869329569",
    "SRG_CONSTANT_ROW, 66, 5, 2e-4, 1, 0.02193868639303866, 0.9926419875800098",
  })
  void meanSquaredErrorWithRelu(
      Structure structure, int k, int depth, double lambda, double n, double loss, double scale) {
    requireMatch(structure, Problems.relu(Loss.MSE, k, depth, n, lambda), loss, scale);
  }

  @ParameterizedTest
  @CsvSource({
    "DNC,       10, 3, 0.002, 0.103294842830309,   7.19453562778694",
    "ORTHOPLEX, 10, 3, 0.002, 0.08180806709317822, 7.328876110957488",
    "KGON,      10, 3, 0.002, 0.1041118866962222,  28.36981254821836",
    "DNC,       10, 4, 0.001, 0.05467192899017931, 8.165121926995354",
    "ORTHOPLEX, 10, 4, 0.001, 0.04043648918581241, 8.373775576428773",
    "KGON,      10, 4, 0.001, 0.04195599482708091, 35.31544625287285",
  })
  void crossEntropyWithoutActivation(
      Structure structure, int k, int depth, double lambda, double loss, double scale) {
    requireMatch(structure, Problems.linear(Loss.CE, k, depth, lambda), loss, scale);
  }

  @ParameterizedTest
  @CsvSource({
    "DNC, 10, 4, 0.001, 0.05924469754518018, 8.073844392632516",
    "SRG, 10, 4, 0.001, 0.05366154721678613, 8.186296930733719",
    "SRG_SUBSETS, 10, 4, 0.001, 0.04966828376760499, 8.273993211852333",
    "SRG_SUBSETS, 6,  4, 0.001, 0.03320819461096669, 8.065106619533027",
    "SRG_SUBSETS, 28, 5, 2e-4, 0.02111967545084841, 10.64752101358494",
  })
  void crossEntropyWithRelu(
      Structure structure, int k, int depth, double lambda, double loss, double scale) {
    requireMatch(structure, Problems.relu(Loss.CE, k, depth, 1, lambda), loss, scale);
  }

  @ParameterizedTest
  @CsvSource({
    "MSE, 0.1328287651577397, 0.9443949573197239",
    "CE,  0.3133158215616221, 7.412667788672078",
  })
  void constantRowWithUnequalRegularisation(Loss loss, double value, double scale) {
    var lambdas = List.of(0.002, 0.001, 0.004, 0.0005);
    var problem = new DufmProblem(28, 4, 7, 0.003, lambdas, loss, Activation.RELU);
    assertThat(problem.capitalLambda())
        .isCloseTo(0.002425804834323465, Percentage.withPercentage(1e-12));
    requireMatch(Structure.SRG_CONSTANT_ROW, problem, value, scale);
  }

  private static void requireMatch(
      Structure structure, DufmProblem problem, double loss, double scale) {
    Prediction prediction = Problems.predict(structure, problem);
    assertThat(prediction.loss()).isCloseTo(loss, within(1e-13));
    assertThat(prediction.scale() / scale).isCloseTo(1, within(1e-10));
  }
}
