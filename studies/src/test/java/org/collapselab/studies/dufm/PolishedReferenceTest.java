package org.collapselab.studies.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Construction;
import org.collapselab.theory.DufmObjective;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolishedReferenceTest {

  /** Losses to 7 digits, as reached from every perturbed start that was tried at width 30. */
  @ParameterizedTest
  @CsvSource({
    "10, 4, 0.004, 0.0809114, 5",
    "6,  4, 0.004, 0.0554235, 4",
    "10, 3, 0.002, 0.0366948, 5",
  })
  void descentFromSrgKeepsItsGeometryAndEndsBelowDnc(
      int classes, int depth, double lambda, double loss, int rank) {
    DufmProblem problem = relu(classes, depth, lambda);
    PolishedReference polished = PolishedReference.of(srg(problem), spec(problem, 30));
    assertThat(polished.outcome().loss()).isCloseTo(loss, within(1e-6));
    assertThat(polished.outcome().loss()).isLessThan(polished.closedForm());
    assertThat(polished.outcome().loss()).isLessThan(dnc(problem).loss());
    List<LayerGeometry> layers = LayerGeometry.of(polished.outcome().point());
    for (LayerGeometry layer : layers.subList(1, depth - 1)) {
      assertThat(layer.postRank()).isEqualTo(rank);
      assertThat(layer.cosine(org.collapselab.hooks.metric.MeanGeometry.SRG)).isGreaterThan(0.9999);
    }
    assertThat(layers.get(depth - 1).preRank()).isEqualTo(rank);
    assertThat(layers.get(depth - 1).postRank()).isEqualTo(classes);
    assertThat(Verdict.of(polished.outcome(), layers)).isEqualTo(Verdict.SRG);
    Construction end = Embedding.construction(polished.outcome().point());
    assertThat(new DufmObjective(problem).evaluate(end).total())
        .isCloseTo(polished.outcome().loss(), within(1e-12));
  }

  @Test
  void descentFromDncReturnsToIt() {
    DufmProblem problem = relu(6, 4, 0.004);
    PolishedReference polished = PolishedReference.of(dnc(problem), spec(problem, 12));
    assertThat(polished.outcome().loss()).isCloseTo(polished.closedForm(), within(1e-7));
    List<LayerGeometry> layers = LayerGeometry.of(polished.outcome().point());
    assertThat(Verdict.of(polished.outcome(), layers)).isEqualTo(Verdict.DNC);
  }

  @ParameterizedTest
  @EnumSource(FeatureMode.class)
  void anEmbeddedConstructionHasItsOwnLossAndBalance(FeatureMode features) {
    for (Loss loss : Loss.values()) {
      for (Activation activation : Activation.values()) {
        DufmProblem problem =
            new DufmProblem(10, 3, 7, 0.001, List.of(0.001, 0.002, 0.0005), loss, activation);
        for (Reference reference : References.of(problem)) {
          if (reference instanceof Prediction prediction && !prediction.trivial()) {
            int width = Math.max(13, Collections.max(prediction.scaled().widths()));
            DufmPoint point = Embedding.of(prediction.scaled(), spec(problem, width, features));
            double value = DufmSolver.descend(point, new Descent(0, 0.1, 0, 0)).loss();
            assertThat(value).isCloseTo(prediction.loss(), within(1e-12));
            assertThat(point.balanceGap()).isLessThan(1e-10);
          }
        }
      }
    }
  }

  @Test
  void aModelWithAnotherDepthIsRefused() {
    Construction srg = srg(relu(6, 4, 0.004)).scaled();
    DufmSpec spec = spec(relu(6, 3, 0.004), 12);
    assertThatThrownBy(() -> Embedding.of(srg, spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("L = 4")
        .hasMessageContaining("L = 3");
  }

  static DufmProblem relu(int classes, int depth, double lambda) {
    return DufmProblem.uniform(classes, depth, 1, lambda, Loss.MSE, Activation.RELU);
  }

  static DufmSpec spec(DufmProblem problem, int width) {
    return spec(problem, width, FeatureMode.COLUMN);
  }

  private static DufmSpec spec(DufmProblem problem, int width, FeatureMode features) {
    return new DufmSpec(
        problem.classes(),
        problem.depth(),
        width,
        problem.samplesPerClass(),
        features,
        problem.featureLambda(),
        problem.weightLambdas(),
        problem.loss(),
        problem.activation());
  }

  private static Prediction srg(DufmProblem problem) {
    return (Prediction) References.of(Structure.SRG, problem);
  }

  private static Prediction dnc(DufmProblem problem) {
    return (Prediction) References.of(Structure.DNC, problem);
  }
}
