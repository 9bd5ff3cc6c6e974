package org.collapselab.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.page.Subscripts;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Comparison;

/** The measured objective and its parts, compared with the reference solutions. */
final class LossTable {
  private LossTable() {}

  static Html of(Comparison comparison) {
    Comparison.Objective measured = comparison.objective();
    if (measured == null) {
      return Html.tag("p", Html.text("The comparison has no measured objective."));
    }
    List<Comparison.Reference> references = comparison.available();
    HtmlTable table = new HtmlTable().header(header(references));
    addTotals(table, measured, references);
    addParts(table, measured, references.size());
    return Html.join(table.html(), bestKnown(comparison), unavailable(comparison.references()));
  }

  /** An upper bound of the least loss, with where it comes from. */
  private static Html bestKnown(Comparison comparison) {
    return comparison
        .lowest()
        .map(lowest -> Html.tag("p", Html.text(bestKnown(comparison, lowest))))
        .orElse(Html.EMPTY);
  }

  private static String bestKnown(Comparison comparison, Comparison.Reference lowest) {
    Double measured = comparison.objective().dufmTotal();
    String ratio =
        measured == null || lowest.loss() == 0
            ? ""
            : "; the measured loss is %s times that"
                .formatted(Numbers.format(measured / lowest.loss()));
    String name =
        lowest.structure().equals(Structure.BEST_KNOWN.label())
            ? "a point that a search found"
            : lowest.title();
    return "Lowest loss known at this width: %s, %s%s%s. It is an upper bound: nothing says that there is no lower one."
        .formatted(
            Numbers.format(lowest.loss(), 6),
            name,
            lowest.detail() == null ? "" : " (" + lowest.detail() + ")",
            ratio);
  }

  private static List<Html> header(List<Comparison.Reference> references) {
    List<Html> cells = new ArrayList<>();
    cells.add(Html.text("Loss"));
    cells.add(Html.text("measured"));
    references.forEach(
        reference ->
            cells.add(Html.text(reference.title() + (reference.trivial() ? " (all zero)" : ""))));
    return cells;
  }

  private static void addTotals(
      HtmlTable table, Comparison.Objective measured, List<Comparison.Reference> references) {
    Double total = measured.dufmTotal();
    table.row(
        Html.tag("b", Html.text("DUFM objective")),
        cells(total, references, Comparison.Reference::loss));
    table.row(
        Html.text("measured − reference"), cells(null, references, r -> minus(total, r.loss())));
    table.row(Html.text("fit"), cells(measured.fit(), references, Comparison.Reference::fit));
    Double penalty = measured.featurePenalty();
    table.row(
        Html.text("all penalties"),
        cells(
            penalty == null ? null : penalty + measured.headPenalty(),
            references,
            Comparison.Reference::penalty));
    table.row(
        Html.text("scale t of the output"), cells(null, references, Comparison.Reference::scale));
  }

  private static void addParts(HtmlTable table, Comparison.Objective measured, int references) {
    for (int i = 0; i < measured.headPenalties().size(); i++) {
      String part = Subscripts.of("½ λ_%1$d ‖W_%1$d‖²".formatted(i + 1));
      table.row(Html.text(part), alone(measured.headPenalties().get(i), references));
    }
    table.row(Html.formula("½ λ_H ‖H₁‖²"), alone(measured.featurePenalty(), references));
    table.row(
        Html.text("balance gap (largest / smallest penalty − 1)"),
        alone(measured.balanceGap(), references));
    table.row(
        Html.text("backbone penalty (not in the objective)"),
        alone(measured.backbonePenalty(), references));
  }

  private static Html unavailable(List<Comparison.Reference> references) {
    List<Html> items =
        references.stream()
            .filter(reference -> !reference.available())
            .map(
                reference ->
                    Html.tag(
                        "li",
                        Html.text(
                            "No %s reference: %s"
                                .formatted(
                                    reference.title(),
                                    reference.reason() == null
                                        ? "no reason given."
                                        : reference.reason()))))
            .toList();
    return items.isEmpty() ? Html.EMPTY : Html.tag("ul", Html.join(items));
  }

  private static List<Html> cells(
      Double measured,
      List<Comparison.Reference> references,
      Function<Comparison.Reference, Double> value) {
    List<Html> cells = new ArrayList<>();
    cells.add(loss(measured));
    references.forEach(reference -> cells.add(loss(value.apply(reference))));
    return cells;
  }

  private static List<Html> alone(Double measured, int references) {
    List<Html> cells = new ArrayList<>(List.of(loss(measured)));
    for (int i = 0; i < references; i++) {
      cells.add(Html.EMPTY);
    }
    return cells;
  }

  /** The theory is checked to six digits, so losses are shown with six. */
  private static Html loss(Double value) {
    return Html.text(Numbers.format(value, 6));
  }

  private static Double minus(Double left, Double right) {
    return left == null || right == null ? null : left - right;
  }
}
