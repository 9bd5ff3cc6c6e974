package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Problems that several tests share. */
final class Problems {
  private static final Map<DufmProblem, List<Prediction>> PREDICTIONS = new ConcurrentHashMap<>();
  private static final Map<DufmProblem, Map<Structure, ClosedForm>> CLOSED_FORMS =
      new ConcurrentHashMap<>();

  private Problems() {}

  static DufmProblem relu(Loss loss, int classes, int depth, double samples, double lambda) {
    return DufmProblem.uniform(classes, depth, samples, lambda, loss, Activation.RELU);
  }

  static DufmProblem linear(Loss loss, int classes, int depth, double lambda) {
    return DufmProblem.uniform(classes, depth, 1, lambda, loss, Activation.LINEAR);
  }

  /** λ's spread over a factor of 100, so that no two layers share a scale. */
  static DufmProblem unequal(
      int classes, int depth, double samples, Loss loss, Activation activation) {
    Random random = new Random(31L * classes + depth);
    List<Double> lambdas =
        IntStream.range(0, depth).mapToObj(l -> 1e-5 * Math.pow(100, random.nextDouble())).toList();
    return new DufmProblem(classes, depth, samples, 3e-5 / samples, lambdas, loss, activation);
  }

  /** Every kind of problem: all structures, triangular and other K, L = 1 … 6. */
  static Stream<DufmProblem> all() {
    return Stream.of(Loss.values())
        .flatMap(
            loss -> Stream.of(Activation.values()).flatMap(activation -> all(loss, activation)));
  }

  private static Stream<DufmProblem> all(Loss loss, Activation activation) {
    return IntStream.rangeClosed(1, 6)
        .boxed()
        .flatMap(
            depth ->
                IntStream.of(2, 3, 4, 6, 7, 10, 21, 28)
                    .mapToObj(
                        classes -> unequal(classes, depth, 1 + 2.5 * depth, loss, activation)));
  }

  /** The references of {@link #all} problems, each searched for once in all tests. */
  static List<Prediction> predictions(DufmProblem problem) {
    return PREDICTIONS.computeIfAbsent(problem, References::predictions);
  }

  /** The formula of a reference, searched for once in all tests. */
  static ClosedForm closedForm(Structure structure, DufmProblem problem) {
    return CLOSED_FORMS
        .computeIfAbsent(problem, each -> new EnumMap<>(Structure.class))
        .computeIfAbsent(structure, each -> References.closedForm(each, problem));
  }

  static Prediction predict(Structure structure, DufmProblem problem) {
    Reference reference = References.of(structure, problem);
    assertThat(reference).isInstanceOf(Prediction.class);
    return (Prediction) reference;
  }

  /** c Λ t^{2/(L+1)}, the common value of λ_l ‖W_l‖_F² and n λ_H ‖M_1‖_F². */
  static double balance(Prediction prediction) {
    return 2 * prediction.penalty() / (prediction.problem().depth() + 1);
  }

  /** ‖·‖_F² = Σ σ_i². */
  static double normSquared(PredictedSpectrum spectrum) {
    return spectrum.singularValues().stream().mapToDouble(value -> value * value).sum();
  }
}
