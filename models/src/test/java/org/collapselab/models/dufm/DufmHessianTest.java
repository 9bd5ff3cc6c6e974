package org.collapselab.models.dufm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DufmHessianTest {

  @ParameterizedTest
  @CsvSource({
    "MSE, RELU, 3, 2, EXPLICIT, 0", "MSE, LINEAR, 4, 3, MEANS, 0", "CE, RELU, 3, 3, COLUMN, 0",
    "CE, LINEAR, 3, 2, EXPLICIT, 0", "MSE, RELU, 1, 1, COLUMN, 0", "CE, LINEAR, 1, 1, COLUMN, 0",
    "MSE, RELU, 4, 1, COLUMN, 0.3", "CE, RELU, 3, 2, EXPLICIT, 0.3"
  })
  void productsAreDerivativesOfTheGradient(
      Loss loss,
      Activation activation,
      int depth,
      double samples,
      FeatureMode features,
      double rounding) {
    List<Double> lambdas = List.of(0.02, 0.3, 0.05, 0.1).subList(0, depth);
    DufmSpec spec = new DufmSpec(3, depth, 5, samples, features, 0.04, lambdas, loss, activation);
    DufmPoint point = DufmPoint.random(spec, 4);
    DufmHessian hessian = new DufmHessian(point, rounding);
    Chain chain = new Chain(spec, rounding);
    double[] v = gaussian(spec.parameters(), 1);
    double[] product = new double[v.length];
    hessian.multiply(v, product);
    double h = 1e-6;
    double[] above = gradient(chain, Vectors.moved(point.flat(), h, v));
    double[] below = gradient(chain, Vectors.moved(point.flat(), -h, v));
    for (int i = 0; i < v.length; i++) {
      assertThat(product[i]).isCloseTo((above[i] - below[i]) / (2 * h), within(1e-7));
    }
    assertThat(hessian.gradientNorm())
        .isCloseTo(Vectors.norm(gradient(chain, point.flat())), within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({"MSE, RELU, 0.3", "CE, RELU, 0", "CE, LINEAR, 0"})
  void theHessianIsSymmetric(Loss loss, Activation activation, double rounding) {
    DufmSpec spec = Specs.of(4, 3, 6, 0.01, loss, activation);
    DufmHessian hessian = new DufmHessian(DufmPoint.random(spec, 2), rounding);
    double[] v = gaussian(spec.parameters(), 1);
    double[] w = gaussian(spec.parameters(), 2);
    double[] hv = new double[v.length];
    double[] hw = new double[v.length];
    hessian.multiply(v, hv);
    hessian.multiply(w, hw);
    assertThat(Vectors.dot(w, hv)).isCloseTo(Vectors.dot(v, hw), within(1e-12));
  }

  private static double[] gradient(Chain chain, double[] x) {
    double[] gradient = new double[x.length];
    chain.evaluate(x, gradient);
    return gradient;
  }

  private static double[] gaussian(int size, long seed) {
    return new Random(seed).doubles(size, -1, 1).toArray();
  }
}
