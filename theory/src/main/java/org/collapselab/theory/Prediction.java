package org.collapselab.theory;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A structure's solution of a problem at its best scale, with balanced factors.
 *
 * @param structure the structure
 * @param problem the problem it solves
 * @param detail which of several variants was chosen, in words; empty if there is one only
 * @param constant c; the structure with the smaller c has the smaller loss at every Λ, if the fit
 *     is the same function of t
 * @param scale t ≥ 0, the global minimiser; 0 where the zero solution beats the structure at every
 *     scale
 * @param fit fit(t)
 * @param penalty (L+1)/2 · c Λ t^{2/(L+1)}
 * @param scaled the explicit solution: all factors at their balanced scales, all zero if t = 0
 * @param layers layers 1 … L
 * @param output the singular values of Z
 */
public record Prediction(
    Structure structure,
    DufmProblem problem,
    String detail,
    double constant,
    double scale,
    double fit,
    double penalty,
    Construction scaled,
    List<LayerPrediction> layers,
    PredictedSpectrum output)
    implements Reference {

  /** Copies the list. */
  public Prediction {
    layers = List.copyOf(layers);
  }

  static Prediction of(Structure structure, Blueprint blueprint, DufmProblem problem) {
    ClosedForm closedForm = blueprint.closedForm();
    ScalarMinimum minimum = closedForm.minimum(problem);
    Construction scaled =
        balanced(blueprint.construction(), minimum.balance(problem.depth()), problem);
    ForwardPass pass = ForwardPass.of(scaled, problem.activation());
    return new Prediction(
        structure,
        problem,
        blueprint.detail(),
        closedForm.constant(),
        minimum.scale(),
        minimum.fit(),
        minimum.penalty(),
        scaled,
        layers(scaled, pass),
        PredictedSpectrum.of(pass.output()));
  }

  /** The objective's value, fit + penalty. */
  public double loss() {
    return fit + penalty;
  }

  /** Whether the zero solution is at least as good as this structure at every scale: t = 0. */
  public boolean trivial() {
    return scale == 0;
  }

  /** Rescales every factor x_i so that a_i x_i² ‖factor_i‖_F² is {@code balance} for all i. */
  private static Construction balanced(Construction unit, double balance, DufmProblem problem) {
    List<Double> lambdas = problem.factorLambdas();
    List<Double> norms = unit.normsSquared();
    double[] scales = new double[norms.size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.sqrt(balance / (lambdas.get(i) * norms.get(i)));
    }
    return unit.scaled(scales);
  }

  private static List<LayerPrediction> layers(Construction scaled, ForwardPass pass) {
    List<DMatrixRMaj> weights = scaled.weights();
    List<LayerPrediction> layers = new ArrayList<>();
    for (int l = 1; l <= scaled.depth(); l++) {
      layers.add(
          new LayerPrediction(
              l,
              PredictedSpectrum.of(weights.get(l - 1)),
              PredictedSpectrum.of(pass.pre().get(l - 1)),
              PredictedSpectrum.of(pass.post().get(l - 1))));
    }
    return layers;
  }
}
