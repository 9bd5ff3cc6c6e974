package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.AbstractBooleanAssert;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

class GramTargetTest {

  @Test
  void eachTargetHasItsRankAndIsPositiveSemidefinite() {
    requireRank(GramTarget.orthogonalFrame(10), 10);
    requireRank(GramTarget.simplex(10), 9);
    requireRank(GramTarget.orthoplex(10), 5);
    requireRank(GramTarget.kgon(10), 2);
    requireRank(GramTarget.srg(new TriangularGraph(5)), 5);
    requireRank(GramTarget.srgConstantRow(new TriangularGraph(5), 0.7), 5);
  }

  @Test
  void theTargetsOfKClassesAreThoseThatExist() {
    assertThat(GramTarget.of(10))
        .extracting(GramTarget::label)
        .containsExactly("orthogonal_frame", "simplex", "srg", "orthoplex", "kgon");
    assertThat(GramTarget.of(7))
        .extracting(GramTarget::label)
        .containsExactly("orthogonal_frame", "simplex", "kgon");
  }

  @Test
  void theyAreTheGramMatricesOfTheConstructions() {
    DufmProblem linear = Problems.linear(Loss.CE, 10, 3, 1e-3);
    requireProportional(linear, Structure.DNC, 0, GramTarget.simplex(10)).isTrue();
    requireProportional(linear, Structure.ORTHOPLEX, 1, GramTarget.orthoplex(10)).isTrue();
    requireProportional(linear, Structure.KGON, 2, GramTarget.kgon(10)).isTrue();
    requireProportional(linear, Structure.KGON, 2, GramTarget.simplex(10)).isFalse();
    DufmProblem relu = Problems.relu(Loss.MSE, 28, 4, 1, 1e-4);
    TriangularGraph graph = new TriangularGraph(8);
    GramTarget row = GramTarget.srgConstantRow(graph, ConstantRow.best(graph, 4).gamma());
    requireProportional(relu, Structure.DNC, 2, GramTarget.orthogonalFrame(28)).isTrue();
    requireProportional(relu, Structure.SRG, 1, GramTarget.srg(graph)).isTrue();
    requireProportional(relu, Structure.SRG, 3, GramTarget.orthogonalFrame(28)).isTrue();
    requireProportional(relu, Structure.SRG_CONSTANT_ROW, 1, GramTarget.srg(graph)).isTrue();
    requireProportional(relu, Structure.SRG_CONSTANT_ROW, 2, row).isTrue();
  }

  @Test
  void badArgumentsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GramTarget.orthoplex(7))
        .withMessageContaining("K must be even: 7");
    assertThatIllegalArgumentException().isThrownBy(() -> GramTarget.simplex(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GramTarget.srgConstantRow(new TriangularGraph(5), 0));
  }

  private static void requireRank(GramTarget target, int rank) {
    assertThat(MatrixFeatures_DDRM.isSymmetric(target.gram(), 0)).as(target.label()).isTrue();
    assertThat(PredictedSpectrum.of(target.gram()).rank()).as(target.label()).isEqualTo(rank);
    DMatrixRMaj shifted = target.gram();
    for (int i = 0; i < shifted.numRows; i++) {
      shifted.add(i, i, 1e-12);
    }
    assertThat(MatrixFeatures_DDRM.isPositiveDefinite(shifted)).as(target.label()).isTrue();
  }

  /** Compares with the Gram matrix of the inputs of layer {@code index} + 1. */
  private static AbstractBooleanAssert<?> requireProportional(
      DufmProblem problem, Structure structure, int index, GramTarget target) {
    Construction scaled = Problems.predict(structure, problem).scaled();
    DMatrixRMaj means = ForwardPass.of(scaled, problem.activation()).post().get(index);
    DMatrixRMaj gram = MatrixOps.product(MatrixOps.transpose(means), means);
    DMatrixRMaj normalised = MatrixOps.scaled(target.gram().get(0, 0) / gram.get(0, 0), gram);
    return assertThat(MatrixFeatures_DDRM.isIdentical(normalised, target.gram(), 1e-12));
  }
}
