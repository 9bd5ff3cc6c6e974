package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunSummary;

/** The outcome in a few sentences; every number is measured or derived. */
record OutcomeText(RunSummary summary, Optional<Comparison> comparison, String reason) {
  String text() {
    List<String> sentences = new ArrayList<>();
    boolean completed = isCompleted();
    if (!completed || comparison.isEmpty()) {
      sentences.add(outcome());
    }
    if (comparison.isPresent()) {
      boolean timed = completed && (summary.steps() != null || summary.epochs() != null);
      sentences.add((timed ? "After " + length() + " the" : "The") + loss(comparison.get()));
      ranks(comparison.get()).ifPresent(sentences::add);
      structure(comparison.get()).ifPresent(sentences::add);
      caveat(comparison.get()).ifPresent(sentences::add);
      Optional.ofNullable(comparison.get().problem())
          .flatMap(Comparison.Problem::imbalance)
          .ifPresent(sentences::add);
    } else {
      sentences.add(whyNotCompared());
    }
    return String.join(" ", sentences);
  }

  private String outcome() {
    String state =
        summary.state() == null ? "ended in a way not recorded" : summary.state().label();
    return sentence(
        "Run %s after %s%s"
            .formatted(state, length(), summary.reason() == null ? "" : ": " + summary.reason()));
  }

  /** For a run that reached its bound or did not complete: how it ended. */
  private boolean isCompleted() {
    return summary.state() != null
        && switch (summary.state()) {
          case COMPLETED -> true;
          case STOPPED, DIVERGED, INTERRUPTED, FAILED -> false;
        };
  }

  private String length() {
    String steps = summary.steps() == null ? null : amount(summary.steps(), "step");
    if (summary.epochs() == null) {
      return steps == null ? "an unrecorded number of steps" : steps;
    }
    String epochs = amount(summary.epochs(), "epoch");
    return steps == null ? epochs : "%s (%s)".formatted(epochs, steps);
  }

  private static String amount(Number number, String unit) {
    String count = number instanceof Long whole ? Numbers.count(whole) : Numbers.format(number);
    return count + " " + unit + (number.doubleValue() == 1 ? "" : "s");
  }

  private static String loss(Comparison c) {
    Double measured = c.objective() == null ? null : c.objective().dufmTotal();
    if (measured == null) {
      return " objective of the head was not measured.";
    }
    String against =
        c.available().stream()
            .filter(reference -> reference.loss() != null)
            .map(reference -> difference(measured, reference))
            .collect(Collectors.joining(", "));
    return " DUFM objective of the head is %s%s."
        .formatted(
            Numbers.format(measured),
            against.isEmpty() ? "; no reference solution is available" : ": " + against);
  }

  /** Ranks of the class means by depth, which distinguish the solutions best. */
  private static Optional<String> ranks(Comparison c) {
    List<Comparison.Layer> means =
        c.layers().stream()
            .filter(layer -> !"weight".equals(layer.tap()))
            .filter(layer -> layer.measured() != null && layer.measured().rank() != null)
            .toList();
    if (means.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        means.stream()
            .map(layer -> "%s %d".formatted(Symbols.notation(layer), layer.measured().rank()))
            .collect(Collectors.joining(", ", "Numerical ranks of the class means: ", ".")));
  }

  private static String difference(double measured, Comparison.Reference reference) {
    double gap = measured - reference.loss();
    String label = reference.title() + " (" + Numbers.format(reference.loss()) + ")";
    if (reference.trivial()) {
      label += ", which is here the all-zero solution";
    }
    if (gap == 0) {
      return "equal to " + label;
    }
    return "%s (%s) %s %s"
        .formatted(
            Numbers.format(Math.abs(gap)),
            Numbers.percent(Math.abs(gap) / reference.loss()),
            gap < 0 ? "below" : "above",
            label);
  }

  private static Optional<String> structure(Comparison c) {
    String found =
        c.structured().stream()
            .map(
                layer -> "%s %s".formatted(Symbols.notation(layer), structure(c, layer.geometry())))
            .collect(Collectors.joining("; "));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of("Structures of the class means: " + found + ".");
  }

  private static String structure(Comparison c, Comparison.Geometry geometry) {
    Comparison.Score best = geometry.best();
    String label = c.labelOf(best.structure());
    String score = Numbers.format(best.score(), 3);
    String chance = Numbers.format(best.chance(), 3);
    return geometry.found() == null
        ? "no known structure (closest: %s, score %s, chance level %s)"
            .formatted(label, score, chance)
        : "%s (score %s, chance level %s)".formatted(label, score, chance);
  }

  private static Optional<String> caveat(Comparison c) {
    return Optional.ofNullable(c.problem())
        .filter(problem -> Boolean.TRUE.equals(problem.lambdaHMatched()))
        .map(
            problem ->
                sentence(
                    problem.lambdaHNote() == null
                        ? "λ_H is matched to the measured features"
                        : problem.lambdaHNote()));
  }

  /** Why there is no comparison. */
  String whyNotCompared() {
    return sentence("No comparison with theory: " + reason);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
