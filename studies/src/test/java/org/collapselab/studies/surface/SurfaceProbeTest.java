package org.collapselab.studies.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmHessian;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.models.dufm.HessianSpectrum;
import org.collapselab.studies.dufm.Embedding;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceProbeTest {
  private static final SurfaceProbe PROBE = new SurfaceProbe(SurfaceSettings.STANDARD);

  private static DufmPoint reference(
      Structure structure, int depth, int width, Loss loss, Activation activation) {
    DufmProblem problem = DufmProblem.uniform(6, depth, 1, 0.004, loss, activation);
    DufmSpec spec =
        new DufmSpec(
            6,
            depth,
            width,
            1,
            FeatureMode.COLUMN,
            0.004,
            Collections.nCopies(depth, 0.004),
            loss,
            activation);
    Prediction prediction = (Prediction) References.of(structure, problem, width);
    return Embedding.of(prediction.scaled(), spec);
  }

  /**
   * Rank r: every hidden layer's singular vectors are r orthonormal vectors in d dimensions, rd −
   * r(r+1)/2 free parameters a layer. At L = 1 all but DNC are saddles (Zhu et al. 2021).
   */
  @ParameterizedTest
  @CsvSource({
    "DNC, 1, 8, 5, MINIMUM", "DNC, 2, 8, 5, MINIMUM", "DNC, 3, 6, 5, MINIMUM",
    "ORTHOPLEX, 1, 8, 3, SADDLE", "ORTHOPLEX, 2, 8, 3, MINIMUM", "KGON, 2, 7, 2, MINIMUM",
    "KGON, 1, 7, 2, SADDLE"
  })
  void zeroEigenvaluesOfLinearCodesAreTheirRotations(
      Structure structure, int depth, int width, int rank, CriticalPoint kind) {
    Surface surface = PROBE.at(reference(structure, depth, width, Loss.CE, Activation.LINEAR));
    Eigenvalues counts = surface.eigenvalues().orElseThrow();
    int rotations = depth * (rank * width - rank * (rank + 1) / 2);
    assertThat(counts.zero()).isEqualTo(rotations).isEqualTo(surface.symmetries());
    assertThat(counts.largestZero()).isLessThan(1e-12);
    assertThat(counts.smallestOther()).isGreaterThan(1e-3);
    assertThat(surface.kind()).isEqualTo(kind);
    assertThat(counts.negative() > 0).isEqualTo(kind == CriticalPoint.SADDLE);
    assertThat(counts.negative() + counts.zero() + counts.positive())
        .isEqualTo(surface.parameters());
  }

  @Test
  void theConstructionOfSrgIsNoCriticalPointButTheMinimumNearItIs() {
    DufmPoint exact = reference(Structure.SRG_SUBSETS, 4, 14, Loss.MSE, Activation.RELU);
    assertThat(PROBE.at(exact).kind()).isEqualTo(CriticalPoint.NOT_CRITICAL);
    Surface near = PROBE.near(exact.perturbed(1e-3, 1));
    Eigenvalues counts = near.eigenvalues().orElseThrow();
    assertThat(near.kind()).isEqualTo(CriticalPoint.MINIMUM);
    assertThat(counts.zero()).isEqualTo(near.symmetries()).isEqualTo(4 * 14 - 10);
    assertThat(counts.kinks()).isPositive();
    assertThat(near.greatest()).isGreaterThan(100 * counts.spectral());
  }

  /** Negative eigenvalues there end within the rounded kinks; the shift of M_2 costs nothing. */
  @Test
  void theMinimumNearDncWithReluIsNoSaddle() {
    Surface near =
        PROBE.near(reference(Structure.DNC, 4, 14, Loss.MSE, Activation.RELU).perturbed(1e-3, 1));
    assertThat(near.kind()).isEqualTo(CriticalPoint.DEGENERATE);
    assertThat(near.loss()).isCloseTo(0.0597077, within(1e-7));
    assertThat(near.eigenvalues().orElseThrow().zero()).isGreaterThan(near.symmetries());
  }

  @Test
  void aNegativeEigenvalueCountsWhereTheLossFalls() {
    DufmPoint point = reference(Structure.ORTHOPLEX, 1, 8, Loss.CE, Activation.LINEAR);
    Surface surface = PROBE.at(new Settled(point, 1e-6));
    assertThat(surface.kind()).isEqualTo(CriticalPoint.SADDLE);
    assertThat(surface.eigenvalues().orElseThrow().negative())
        .isEqualTo(PROBE.at(point).eigenvalues().orElseThrow().negative())
        .isEqualTo(10);
  }

  @Test
  void explicitFeaturesAreMeasuredAtTheirClassMeans() {
    DufmSpec spec =
        new DufmSpec(
            3,
            2,
            4,
            5,
            FeatureMode.EXPLICIT,
            0.01,
            Collections.nCopies(2, 0.01),
            Loss.MSE,
            Activation.LINEAR);
    Surface surface = PROBE.near(DufmPoint.random(spec, 1));
    assertThat(surface.parameters()).isEqualTo(3 * 4 + 4 * 4 + 4 * 3);
    assertThat(surface.kind()).isEqualTo(CriticalPoint.MINIMUM);
  }

  @Test
  void lanczosFindsTheExtremesOfAMatrixThatIsTooLarge() {
    DufmPoint point = reference(Structure.ORTHOPLEX, 1, 8, Loss.CE, Activation.LINEAR);
    double[] all = new HessianSpectrum(new DufmHessian(point, 0)).eigenvalues();
    Surface surface = new SurfaceProbe(new SurfaceSettings(1e-3, 10, 200)).at(point);
    assertThat(surface.eigenvalues()).isEmpty();
    assertThat(surface.kind()).isEqualTo(CriticalPoint.SADDLE);
    assertThat(surface.least()).isCloseTo(all[0], within(1e-12));
    assertThat(surface.greatest()).isCloseTo(all[all.length - 1], within(1e-12));
    assertThat(surface.residual()).isLessThan(1e-10);
    Surface minimum =
        new SurfaceProbe(new SurfaceSettings(1e-3, 10, 200))
            .at(reference(Structure.DNC, 2, 8, Loss.CE, Activation.LINEAR));
    assertThat(minimum.kind()).isEqualTo(CriticalPoint.NO_DESCENT_FOUND);
  }

  @Test
  void descentComesBackFromASmallMoveAndNotFromOneTheSizeOfThePoint() {
    DufmPoint dnc = reference(Structure.DNC, 3, 8, Loss.CE, Activation.LINEAR);
    Descent descent = new Descent(4000, 0.5, 0, 1e-7);
    assertThat(new Perturbation(0.05, descent).returned(dnc, 5, 1, () -> false).count())
        .isEqualTo(5);
    assertThat(new Perturbation(3, descent).returned(dnc, 5, 1, () -> false).count()).isLessThan(5);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SurfaceSettings(1e-3, 20_000, 300))
        .withMessageContaining("from 1 to 16000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Perturbation(0, new Descent(1, 0.1, 0, 0)))
        .withMessageContaining("got 0.0");
  }
}
