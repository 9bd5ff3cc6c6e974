package org.collapselab.trainer.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.models.LayerInfo;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Loss;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.RegularizationConfig;
import org.collapselab.trainer.store.Comparison;

/**
 * The DUFM that matches the head of a run in K, L, d, n, λ's and how they begin, loss and
 * activation.
 *
 * @param problem its objective
 * @param width d of every layer: the least of the widths d_2 … d_L of the head's hidden layers; d_1
 *     if L = 1
 * @param freeShare share of the training without penalties, in [0, 1)
 * @param risingShare share of the training over which they rise, in [0, 1)
 * @param differences sentences on what it has otherwise than the run
 */
public record MatchedHead(
    DufmProblem problem,
    int width,
    double freeShare,
    double risingShare,
    List<String> differences) {
  public MatchedHead {
    differences = List.copyOf(differences);
  }

  /**
   * The match of a run that has ended.
   *
   * @param widths d_1 … d_L
   * @throws IllegalArgumentException if the head is too narrow for a DUFM; the message says why
   */
  public static MatchedHead of(
      ExperimentConfig config, Comparison.Problem compared, List<Integer> widths) {
    DufmProblem problem =
        new DufmProblem(
            compared.classes(),
            compared.headDepth(),
            compared.samplesPerClass(),
            compared.lambdaH(),
            compared.lambdas(),
            Loss.valueOf(compared.loss().toUpperCase(Locale.ROOT)),
            Activation.valueOf(compared.activation().toUpperCase(Locale.ROOT)));
    MatchedHead head =
        of(
            config,
            problem,
            Boolean.TRUE.equals(compared.lambdaHMatched()),
            Boolean.TRUE.equals(compared.h1SignFree()),
            widths);
    return compared.imbalance().isPresent() ? head.withImbalance(compared.classSizes()) : head;
  }

  private MatchedHead withImbalance(Comparison.ClassSizes sizes) {
    List<String> all = new ArrayList<>(differences);
    all.add(
        "The classes of the run have %,d to %,d samples; those of the DUFM have N/K each."
            .formatted(sizes.smallest(), sizes.largest()));
    return new MatchedHead(problem, width, freeShare, risingShare, all);
  }

  /**
   * The match of a run that has not begun; empty if its λ_H will be matched to its features.
   *
   * @param trainingSamples N
   * @throws IllegalArgumentException if there is none; the message says why
   */
  public static Optional<MatchedHead> planned(
      ExperimentConfig config, List<LayerInfo> layers, int classes, long trainingSamples) {
    if (!(config.regularization().lambdaH() > 0)) {
      return Optional.empty();
    }
    List<Integer> widths =
        layers.stream().filter(LayerInfo::inHead).map(LayerInfo::inputs).toList();
    HeadSettings settings = HeadSettings.of(config, layers);
    try {
      HeadProblem head = HeadProblem.of(settings, classes, (double) trainingSamples / classes, 0);
      return Optional.of(of(config, head.problem(), false, settings.signFree(), widths));
    } catch (HeadProblem.NotComparableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static MatchedHead of(
      ExperimentConfig config,
      DufmProblem problem,
      boolean matched,
      boolean signFree,
      List<Integer> widths) {
    List<Integer> hidden = widths.size() == 1 ? widths : widths.subList(1, widths.size());
    int width = Collections.min(hidden);
    if (width < problem.classes()) {
      throw new IllegalArgumentException(
          "A hidden layer of the head has %d neurons, fewer than the K = %d classes; the DUFM needs at least K in every layer."
              .formatted(width, problem.classes()));
    }
    RegularizationConfig penalties = config.regularization();
    double epochs = config.train().epochs();
    return new MatchedHead(
        problem,
        width,
        penalties.freeEpochs() / epochs,
        penalties.warmupEpochs() / epochs,
        differences(config, matched, signFree, width, widths));
  }

  private static List<String> differences(
      ExperimentConfig config, boolean matched, boolean signFree, int width, List<Integer> widths) {
    List<String> found = new ArrayList<>();
    if (widths.stream().anyMatch(d -> d != width)) {
      found.add(
          "The layers of the run's head have the widths %s, H_1 first; the DUFM has d = %d in every layer."
              .formatted(
                  widths.stream().map(String::valueOf).collect(Collectors.joining(", ")), width));
    }
    if (!signFree) {
      found.add("H_1 of the run has passed a ReLU; in the DUFM it may have either sign.");
    }
    if (config.model().head().bias()) {
      found.add("The run's head has biases; the DUFM has none.");
    }
    RegularizationConfig penalties = config.regularization();
    if (matched) {
      found.add(
          "The run has no λ_H; the DUFM has the one at which DNC predicts the run's ‖M_1‖, which differs between runs.");
    }
    if (penalties.decoupledWeightDecay() > 0) {
      found.add(
          "The run's decoupled weight decay c stands in the DUFM as a penalty with λ = c(1 − momentum).");
    }
    return found;
  }
}
