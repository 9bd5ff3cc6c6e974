package org.collapselab.reports.optimum;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.theory.Activation;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;

/** Puts figures and tables into the page of a search. */
record OptimumPage(StoredFrontier frontier, Path directory) {

  String render() throws IOException {
    List<Figure> figures = new ArrayList<>();
    figures.add(new FrontierFigure(frontier).draw());
    figures.addAll(new CodeFigures(frontier, directory).draw());
    FrontierTable table = new FrontierTable(frontier);
    Map<String, Html> values = new HashMap<>();
    values.put("problem", Html.formula(problem()));
    values.put("outcome", Html.text(outcome()));
    values.put("points", table.points());
    values.put("spectra", table.spectra());
    values.put("provenance", provenance());
    return Document.render(
        "Lowest loss at each rank", OptimumPage.class, "optimum.html", values, figures);
  }

  private String problem() {
    DufmProblem problem = frontier.problem();
    return "K = %d, L = %d, n = %s, λ_H = %s, λ = %s, %s, %s; %d neurons in each hidden layer."
        .formatted(
            problem.classes(),
            problem.depth(),
            Numbers.format(problem.samplesPerClass()),
            Numbers.format(problem.featureLambda()),
            problem.weightLambdas().stream()
                .distinct()
                .map(Numbers::format)
                .collect(Collectors.joining(", ")),
            problem.loss(),
            problem.activation() == Activation.RELU ? "ReLU" : "linear",
            frontier.width());
  }

  private String outcome() {
    StoredFrontier.Point best = frontier.best();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The lowest loss found is %s, at rank %d%s; it is an upper bound."
            .formatted(Numbers.format(best.loss(), 7), best.rank(), againstDnc(best)));
    sentences.add(
        "%d of %d starts that ended at this rank reached it."
            .formatted(best.reached(), best.ended()));
    StoredFrontier.Starts starts = frontier.starts();
    if (starts.done() < starts.planned()) {
      sentences.add(
          "The search was cut short after %d of %d starts."
              .formatted(starts.done(), starts.planned()));
    }
    return String.join(" ", sentences);
  }

  private String againstDnc(StoredFrontier.Point best) {
    return Optional.ofNullable(frontier.references().get(Structure.DNC.label()))
        .map(dnc -> best.loss() / dnc.loss() - 1)
        .map(
            gap ->
                Math.abs(gap) < 1e-6
                    ? ", the loss of DNC"
                    : ", %s %s DNC"
                        .formatted(Numbers.percent(Math.abs(gap)), gap < 0 ? "below" : "above"))
        .orElse("");
  }

  private Html provenance() throws IOException {
    Path file = directory.resolve(RunDirectory.PROVENANCE);
    return Files.exists(file)
        ? HtmlTable.tree(Json.readByLine(file, JsonNode.class))
        : Html.tag("p", Html.text(RunDirectory.PROVENANCE + " is not in the directory."));
  }
}
