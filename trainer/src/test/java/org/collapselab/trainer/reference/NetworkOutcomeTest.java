package org.collapselab.trainer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Construction;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkOutcomeTest {
  private static final double COLLAPSED = 1e-3;

  private final List<DMatrixRMaj> pre = new ArrayList<>();
  private final List<DMatrixRMaj> post = new ArrayList<>();
  private DMatrixRMaj output;

  /** Class means of a head with L = 4 that is a reference solution. */
  private void layers(Structure structure) {
    DufmProblem problem = DufmProblem.uniform(10, 4, 1, 0.001, Loss.MSE, Activation.RELU);
    Construction c = ((Prediction) References.of(structure, problem)).scaled();
    DMatrixRMaj means = c.means();
    for (int l = 1; l <= 4; l++) {
      DMatrixRMaj after = l == 1 ? means : rectified(means);
      pre.add(means);
      post.add(after);
      means = CommonOps_DDRM.mult(c.weights().get(l - 1), after, null);
    }
    output = means;
  }

  private static DMatrixRMaj rectified(DMatrixRMaj matrix) {
    DMatrixRMaj result = matrix.copy();
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = Math.max(0, result.data[i]);
    }
    return result;
  }

  private Optional<Verdict> outcome(double dnc1) {
    return NetworkOutcome.of(
        pre, post, output, OptionalDouble.of(dnc1), 4, Loss.MSE, Activation.RELU);
  }

  @ParameterizedTest
  @CsvSource({"DNC, DNC", "SRG, SRG"})
  void aCollapsedHeadIsJudgedLikeAnEndPointOfTheDufm(Structure structure, Verdict expected) {
    layers(structure);
    assertThat(outcome(COLLAPSED)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.05", "3", "NaN"})
  void variabilityWithinClassesMeansThatItIsNotCollapsed(double dnc1) {
    layers(Structure.DNC);
    assertThat(outcome(dnc1)).contains(Verdict.NOT_COLLAPSED);
  }

  @Test
  void withoutTheInputOfTheHeadOnlyWhatTheOtherLayersTellIsSaid() {
    layers(Structure.DNC);
    pre.remove(0);
    assertThat(outcome(COLLAPSED)).isEmpty();
    assertThat(outcome(1)).contains(Verdict.NOT_COLLAPSED);
  }

  @Test
  void classesWithAMeanOutputThatNamesAnotherClassOrNoneAreLost() {
    layers(Structure.DNC);
    for (int j = 0; j < 10; j++) { // classes 7, 8, 9 share one output, and 0 has none
      output.set(j, 0, 0);
      for (int c = 7; c < 10; c++) {
        output.set(j, c, j >= 7 ? 1.0 / 3 : 0);
      }
    }
    output.set(8, 8, 0.34);
    assertThat(LostClasses.in(output)).isEqualTo(4);
    assertThat(outcome(COLLAPSED)).contains(Verdict.LOST_CLASSES);
  }

  @Test
  void aConstantOutputLosesAllClassesButTheOneItNames() {
    DMatrixRMaj constant = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.fill(constant, 1.0 / 3);
    assertThat(LostClasses.in(constant)).isEqualTo(3);
    for (int c = 0; c < 3; c++) {
      constant.set(1, c, 0.5);
    }
    assertThat(LostClasses.in(constant)).isEqualTo(2);
  }
}
