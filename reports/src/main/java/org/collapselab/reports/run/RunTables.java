package org.collapselab.reports.run;

import java.util.List;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.RunSummary;

/** Tables of facts about the run: key numbers, the DUFM of the comparison, provenance. */
final class RunTables {
  private RunTables() {}

  static Html keyNumbers(RunSummary summary) {
    HtmlTable table = new HtmlTable();
    summary.headline().forEach((label, value) -> table.row(label, Html.text(nonNull(value))));
    table.row("outcome", Html.text(outcome(summary)));
    table.row("steps", count(summary.steps()));
    table.row("epochs", Html.number(summary.epochs()));
    table.row("time", Html.text(Numbers.duration(summary.seconds())));
    return table.html();
  }

  static Html problem(Comparison.Problem problem) {
    if (problem == null) {
      return Html.EMPTY;
    }
    String lambdas =
        problem.lambdas().stream().map(Numbers::format).collect(Collectors.joining(", "));
    HtmlTable table = new HtmlTable();
    table.row("Classes K", Html.number(problem.classes()));
    table.row("Head depth L", Html.number(problem.headDepth()));
    table.row("Samples per class n", samplesPerClass(problem));
    problem.imbalance().ifPresent(note -> table.row("Class sizes", Html.text(note)));
    table.row("Loss, activation", Html.text(problem.loss() + ", " + problem.activation()));
    table.row(Html.formula("λ₁ … λ_L"), List.of(Html.text(lambdas)));
    table.row(Html.formula("λ_H"), List.of(Html.text(lambdaH(problem))));
    table.row(
        Html.formula("Λ = (n λ_H λ₁ ⋯ λ_L)^{1/(L+1)}"),
        List.of(Html.number(problem.capitalLambda())));
    table.row("H₁", Html.text(features(problem.h1SignFree())));
    return table.html();
  }

  private static Html samplesPerClass(Comparison.Problem problem) {
    Comparison.ClassSizes sizes = problem.classSizes();
    if (sizes == null || sizes.smallest() == null || sizes.smallest().equals(sizes.largest())) {
      return Html.number(problem.samplesPerClass());
    }
    return Html.text(
        "%s, the mean of %s to %s"
            .formatted(
                Numbers.format(problem.samplesPerClass()),
                Numbers.count(sizes.smallest()),
                Numbers.count(sizes.largest())));
  }

  private static String lambdaH(Comparison.Problem problem) {
    String value = Numbers.format(problem.lambdaH());
    return problem.lambdaHNote() == null ? value : value + " – " + problem.lambdaHNote();
  }

  private static String features(Boolean signFree) {
    if (signFree == null) {
      return "sign not recorded";
    }
    return signFree ? "sign-free, as in the DUFM" : "non-negative, a constraint beyond the DUFM";
  }

  private static String outcome(RunSummary summary) {
    String state = summary.state() == null ? "not recorded" : summary.state().label();
    return summary.reason() == null ? state : state + " – " + summary.reason();
  }

  private static Html count(Long number) {
    return Html.text(number == null ? Numbers.ABSENT : Numbers.count(number));
  }

  private static String nonNull(String text) {
    return text == null ? Numbers.ABSENT : text;
  }
}
