package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every structure's factors against its formula. */
class ConstructionTest {

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void theObjectiveOfTheScaledFactorsIsTheClosedFormLoss(DufmProblem problem) {
    for (Prediction prediction : References.predictions(problem)) {
      DufmObjectiveTerms terms = new DufmObjective(problem).evaluate(prediction.scaled());
      assertThat(prediction.trivial()).as("%s", prediction.structure()).isFalse();
      assertThat(terms.fit()).isCloseTo(prediction.fit(), within(1e-10 * prediction.loss()));
      assertThat(terms.penalty()).isCloseTo(prediction.penalty(), within(1e-10));
      assertThat(terms.total() / prediction.loss()).isCloseTo(1, within(1e-10));
    }
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void theFactorsNormsMultiplyToTheConstantOfTheFormula(DufmProblem problem) {
    for (Prediction prediction : References.predictions(problem)) {
      double rescaling = Math.pow(prediction.scale(), 2.0 / (problem.depth() + 1));
      double constant = prediction.scaled().constant() / rescaling;
      assertThat(constant / prediction.constant())
          .as("%s", prediction.structure())
          .isCloseTo(1, within(1e-10));
    }
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void allPenaltiesAreEqual(DufmProblem problem) {
    for (Prediction prediction : References.predictions(problem)) {
      DufmObjectiveTerms terms = new DufmObjective(problem).evaluate(prediction.scaled());
      double share = Problems.balance(prediction) / 2;
      assertThat(terms.featurePenalty() / share).isCloseTo(1, within(1e-12));
      assertThat(terms.weightPenalties())
          .allSatisfy(penalty -> assertThat(penalty / share).isCloseTo(1, within(1e-12)));
    }
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void rescalingAnySingleFactorRaisesTheObjective(DufmProblem problem) {
    DufmObjective objective = new DufmObjective(problem);
    for (Prediction prediction : References.predictions(problem)) {
      for (int factor = 0; factor <= problem.depth(); factor++) {
        for (double scale : new double[] {0.99, 1.01}) {
          double[] scales = new double[problem.depth() + 1];
          Arrays.fill(scales, 1);
          scales[factor] = scale;
          double moved = objective.evaluate(prediction.scaled().scaled(scales)).total();
          assertThat(moved).isGreaterThan(prediction.loss());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void atTwoLayersDncIsOneEndOfASegmentOfEqualLoss(Loss loss) {
    DufmProblem problem = Problems.relu(loss, 6, 2, 1, 1e-3);
    DMatrixRMaj readout = Readout.weight(problem);
    for (double delta : new double[] {0, 0.05, 1.0 / 6}) {
      DMatrixRMaj means = MatrixOps.plus(MatrixOps.identity(6), -delta);
      BalancedFactors factors = BalancedFactors.of(MatrixOps.scaled(1 / (1 - delta), means));
      var unit = new Construction(factors.right(), List.of(factors.left(), readout));
      DMatrixRMaj logits = ForwardPass.of(unit, Activation.RELU).output();
      assertThat(MatrixFeatures_DDRM.isIdentical(logits, readout, 1e-12)).isTrue();
      double constant = new Dnc(problem).closedForm().constant();
      assertThat(unit.constant()).isCloseTo(constant, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 12})
  void srgFeaturesHaveNegativeInnerProductsForDisjointEdges(int r) {
    TriangularGraph graph = new TriangularGraph(r);
    DufmProblem problem = Problems.relu(Loss.MSE, graph.classes(), 4, 1, 1e-4);
    DMatrixRMaj means = Problems.predict(Structure.SRG, problem).scaled().means();
    DMatrixRMaj gram = MatrixOps.product(MatrixOps.transpose(means), means);
    int last = graph.classes() - 1;
    assertThat(graph.adjacent(0, last)).as("edges (0,1) and (r−2,r−1) meet").isFalse();
    assertThat(gram.get(0, last)).isLessThan(-1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8})
  void srgIsNotStationaryInTheShapeOfItsSecondLastWeight(int r) {
    DufmProblem problem = Problems.relu(Loss.MSE, r * (r - 1) / 2, 4, 1, 1e-4);
    Prediction srg = Problems.predict(Structure.SRG, problem);
    List<DMatrixRMaj> weights = srg.scaled().weights();
    DMatrixRMaj separator = weights.get(2);
    for (int i = 0; i < separator.getNumElements(); i++) {
      double entry = separator.get(i);
      separator.set(i, entry < 0 ? entry * (1 - 1e-6) : entry);
    }
    Construction moved = new Construction(srg.scaled().means(), weights);
    double change = new DufmObjective(problem).evaluate(moved).total() - srg.loss();
    // To first order only the penalty moves: (r−2)/r of W_{L−1}'s norm is in the entries −½.
    double expected = -1e-6 * Problems.balance(srg) * (r - 2) / r;
    assertThat(change / expected).isCloseTo(1, within(1e-2));
  }

  @Test
  void aConstructionKeepsItsOwnCopies() {
    DMatrixRMaj means = MatrixOps.identity(2);
    Construction construction = new Construction(means, List.of(MatrixOps.identity(2)));
    means.set(0, 0, 7);
    construction.means().set(0, 0, 7);
    construction.weights().get(0).set(0, 0, 7);
    assertThat(MatrixFeatures_DDRM.isIdentity(construction.means(), 0)).isTrue();
    assertThat(MatrixFeatures_DDRM.isIdentity(construction.weights().get(0), 0)).isTrue();
  }

  @Test
  void widthsAreTheNaturalOnes() {
    Prediction srg = Problems.predict(Structure.SRG, Problems.relu(Loss.MSE, 10, 5, 1, 1e-3));
    assertThat(srg.scaled().widths()).containsExactly(5, 5, 5, 5, 10);
    Prediction kgon = Problems.predict(Structure.KGON, Problems.linear(Loss.CE, 10, 3, 1e-3));
    assertThat(kgon.scaled().widths()).containsExactly(2, 2, 2);
  }

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void theNeededWidthIsTheLargestOfTheConstruction(DufmProblem problem) {
    for (Prediction prediction : References.predictions(problem)) {
      int width = Collections.max(prediction.scaled().widths());
      assertThat(References.of(prediction.structure(), problem, width))
          .isInstanceOf(Prediction.class);
      if (width > 1) {
        Reference narrower = References.of(prediction.structure(), problem, width - 1);
        if (narrower instanceof Prediction other) {
          assertThat(Collections.max(other.scaled().widths())).isLessThan(width);
          // The searches for these codes end a little above their minima.
          double slack =
              switch (other.structure()) {
                case EDGE_CODE -> 1e-4;
                case SUBSET_CODE -> 1e-3;
                default -> 0;
              };
          assertThat(other.constant()).isGreaterThan(prediction.constant() * (1 - slack));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7})
  void theLeastInverseHasNoSmallerNeighbour(int r) {
    for (Loss loss : Loss.values()) {
      DufmProblem problem = Problems.relu(loss, r * (r - 1) / 2, 3, 1, 1e-4);
      Construction unit =
          new SrgSubsets(problem, SubsetCode.best(new TriangularGraph(r), loss, 1000).orElseThrow())
              .construction();
      DMatrixRMaj features = ForwardPass.of(unit, Activation.RELU).post().get(2);
      DMatrixRMaj readout = unit.weights().get(2);
      DMatrixRMaj pseudoInverse = new DMatrixRMaj(features.numCols, features.numRows);
      CommonOps_DDRM.pinv(features, pseudoInverse);
      DMatrixRMaj expected =
          loss == Loss.MSE
              ? pseudoInverse
              : MatrixOps.product(Readout.weight(problem), pseudoInverse);
      assertThat(MatrixFeatures_DDRM.isIdentical(readout, expected, 1e-10)).isTrue();
    }
  }

  @Test
  void factorsThatDoNotChainAreRejected() {
    DMatrixRMaj means = MatrixOps.identity(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Construction(means, List.of(MatrixOps.identity(2))))
        .withMessageContaining("2 columns follows a matrix with 3 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Construction(means, List.of(new DMatrixRMaj(2, 3))))
        .withMessageContaining("one row per class: K = 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Construction(means, Collections.emptyList()));
  }
}
