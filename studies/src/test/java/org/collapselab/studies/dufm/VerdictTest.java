package org.collapselab.studies.dufm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.collapselab.hooks.chance.RandomMeans;
import org.collapselab.hooks.metric.StructureScores;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.Verdict;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final Descent NO_STEPS = new Descent(0, 0.1, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "DNC, MSE, RELU, DNC",
    "DNC, CE, RELU, DNC",
    "DNC, CE, LINEAR, DNC",
    "SRG, MSE, RELU, SRG",
    "SRG, CE, RELU, SRG",
    "ORTHOPLEX, CE, LINEAR, ORTHOPLEX",
    "KGON, CE, LINEAR, LOW_RANK",
  })
  void constructionsAreRecognised(
      Structure structure, Loss loss, Activation activation, Verdict expected) {
    DufmProblem problem = DufmProblem.uniform(10, 4, 1, 0.001, loss, activation);
    Prediction prediction = (Prediction) References.of(structure, problem);
    DufmPoint point = Embedding.of(prediction.scaled(), PolishedReferenceTest.spec(problem, 15));
    assertThat(verdict(DufmSolver.descend(point, NO_STEPS))).isEqualTo(expected);
  }

  @Test
  void aRandomStartCannotTellItsClasses() {
    DufmProblem problem = PolishedReferenceTest.relu(6, 3, 0.01);
    DufmPoint start = DufmPoint.random(PolishedReferenceTest.spec(problem, 30), 1);
    assertThat(verdict(DufmSolver.descend(start, NO_STEPS))).isEqualTo(Verdict.LOST_CLASSES);
  }

  /** DNC without a feature of class 0, whose output is 0: M_2 has rank K − 1. */
  @Test
  void aPointWithoutAClassHasLostItAndIsNotOfLowRank() {
    DufmProblem problem = PolishedReferenceTest.relu(6, 3, 0.01);
    Prediction dnc = (Prediction) References.of(Structure.DNC, problem);
    DufmPoint point = Embedding.of(dnc.scaled(), PolishedReferenceTest.spec(problem, 30));
    DMatrixRMaj features = point.factors().get(0).copy();
    for (int row = 0; row < features.numRows; row++) {
      features.set(row, 0, 0);
    }
    List<DMatrixRMaj> factors = new ArrayList<>(point.factors());
    factors.set(0, features);
    DufmPoint lost = new DufmPoint(point.spec(), factors);
    assertThat(LayerGeometry.of(lost).get(1).postRank()).isEqualTo(5);
    assertThat(verdict(DufmSolver.descend(lost, NO_STEPS))).isEqualTo(Verdict.LOST_CLASSES);
  }

  /** From four classes on, no layer has a structure by chance. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6, 10})
  void noLayerOfRandomClassMeansMatchesAStructure(int classes) {
    Random random = new Random(1);
    for (int rank = 1; rank <= classes; rank++) {
      for (boolean rectified : new boolean[] {true, false}) {
        RandomMeans means = new RandomMeans(classes, rank, 64, rectified);
        for (int draw = 0; draw < 100; draw++) {
          assertThat(StructureScores.of(means.draw(random)).scores())
              .allSatisfy(score -> assertThat(score.cosine()).isLessThan(Verdict.LEAST_COSINE));
        }
      }
    }
  }

  @Test
  void vanishedFactorsAreZeroAndExplodedOnesDiverged() {
    DufmProblem problem = PolishedReferenceTest.relu(6, 3, 0.4);
    DufmPoint start = DufmPoint.random(PolishedReferenceTest.spec(problem, 30), 1);
    assertThat(verdict(DufmSolver.descend(start, new Descent(200, 0.5, 0, 0))))
        .isEqualTo(Verdict.ZERO);
    assertThat(verdict(DufmSolver.descend(start, new Descent(200, 50, 0, 0))))
        .isEqualTo(Verdict.DIVERGED);
  }

  private static Verdict verdict(DufmOutcome outcome) {
    return Verdict.of(outcome, LayerGeometry.of(outcome.point()));
  }
}
