package org.collapselab.trainer.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.sweep.Finding;

/**
 * The results that trials of each kind may have. A reference that does not exist for a setting has
 * no cell, but its column may still be named.
 *
 * @param columns in the order of {@code trials.csv}
 * @param collected the columns that {@code collect} names
 * @param quantities of curves
 */
record TrialFindings(List<String> columns, List<String> collected, List<String> quantities) {
  static TrialFindings of(TrialConfig trial) {
    return trial.match(new Kinds());
  }

  private static Stream<String> losses() {
    return Stream.concat(
        labels().map("loss_"::concat), Stream.of("loss_over_dnc", "over_best_known"));
  }

  private static Stream<String> labels() {
    return Stream.of(Structure.values()).map(Structure::label);
  }

  private static Stream<String> ofLayers(int depth, String... stems) {
    return IntStream.rangeClosed(1, depth)
        .boxed()
        .flatMap(l -> Stream.of(stems).map(stem -> stem + l));
  }

  @SafeVarargs
  private static List<String> joined(Stream<String>... parts) {
    return Arrays.stream(parts).flatMap(part -> part).toList();
  }

  private record Kinds() implements TrialConfig.Cases<TrialFindings> {
    @Override
    public TrialFindings dufm(DufmTrial trial) {
      return new TrialFindings(
          joined(
              Stream.of("end", "steps", "descent_loss", "loss", "fit"),
              Stream.of("gradient_norm", "balance_gap"),
              losses(),
              Stream.of("verdict", "structure", "structure_score", "structure_chance", "rank_mean"),
              ofLayers(trial.depth(), "rank_", "pre_rank_")),
          List.of(),
          joined(
              Stream.of("loss", "gradient_norm"),
              ofLayers(spreads(trial) ? trial.depth() : 0, "dnc1_")));
    }

    /** Whether features can differ within a class. */
    private static boolean spreads(DufmTrial trial) {
      return trial.features() == FeatureMode.EXPLICIT && trial.samplesPerClass() > 1;
    }

    @Override
    public TrialFindings surface(SurfaceTrial trial) {
      return new TrialFindings(
          joined(
              Stream.of("loss", "loss_over_dnc", "gradient_norm", "verdict"),
              ofLayers(trial.depth(), "rank_"),
              curvature(),
              Stream.of("returned")),
          List.of(),
          List.of());
    }

    private static Stream<String> curvature() {
      return Stream.of(
          "parameters",
          "critical_point",
          "negative_eigenvalues",
          "zero_eigenvalues",
          "positive_eigenvalues",
          "kink_eigenvalues",
          "symmetry_directions",
          "least_eigenvalue",
          "hessian_trace",
          "hessian_frobenius",
          "hessian_spectral");
    }

    @Override
    public TrialFindings optimum(OptimumTrial trial) {
      return new TrialFindings(
          joined(
              Stream.of("loss", "fit", "gradient_norm", "balance_gap"),
              losses(),
              Stream.of("rank"),
              ofLayers(trial.depth(), "rank_"),
              ofLayers(trial.classes(), "least_of_rank_"),
              ofLayers(trial.classes(), "output_")),
          List.of(),
          List.of());
    }

    @Override
    public TrialFindings completion(CompletionTrial trial) {
      return new TrialFindings(
          joined(
              Stream.of("rank", "loss", "fit", "test_error", "gradient_norm_before_sgd"),
              Stream.of("rank_before_sgd", "jumps_down", "jumps_up", "jumped_down", "jumped_up"),
              Stream.of("first_jump_down")),
          List.of(),
          List.of("rank", "loss", "fit", "gradient_norm", "test_error"));
    }

    @Override
    public TrialFindings theory(TheoryTrial trial) {
      return new TrialFindings(
          joined(
              Stream.of("vertices"),
              labels()
                  .flatMap(
                      l ->
                          Stream.of(
                              "loss_" + l,
                              l + "_over_dnc",
                              l + "_constant_over_dnc",
                              l + "_over_bound")),
              Stream.of("best")),
          List.of(),
          List.of());
    }

    @Override
    public TrialFindings experiment(ExperimentTrial trial) {
      List<String> collected = trial.collect().stream().map(CollectConfig::name).toList();
      return new TrialFindings(
          joined(
              Stream.of("run", "steps", "samples_per_second"),
              collected.stream(),
              compared(trial.experiment()),
              trial.experiment().compare().asksForDufm()
                  ? Stream.of(Finding.DUFM_DNC.label(), Finding.DUFM_ABOVE.label())
                  : Stream.of()),
          collected,
          collected);
    }

    @Override
    public TrialFindings features(FeaturesTrial trial) {
      throw new IllegalArgumentException("a sweep has no trials of this kind");
    }

    private static Stream<String> compared(ExperimentConfig experiment) {
      return experiment.data().isRegression()
          ? Stream.empty()
          : Stream.of(
                  Stream.of("loss", "fit", "balance_gap"),
                  losses(),
                  Stream.of("verdict", "structure", "structure_score", "structure_chance"),
                  ofLayers(experiment.model().head().depth(), "rank_", "pre_rank_"))
              .flatMap(part -> part);
    }
  }
}
