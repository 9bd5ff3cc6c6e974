package org.collapselab.reports.frontier;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;
import org.collapselab.theory.DufmProblem;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;

/** Puts the figures and tables of a search on a page. */
record FrontierPage(FrontierFile file, Path directory) {

  String render() {
    Map<String, Html> values = new HashMap<>();
    values.put("problem", Html.text(problem()));
    values.put("outcome", Html.text(outcome()));
    values.put("points", points());
    values.put("spectra", spectra());
    values.put("references", references());
    values.put("provenance", provenance());
    return Document.render(
        "Lowest loss of the DUFM at each rank",
        FrontierPage.class,
        "frontier.html",
        values,
        List.of(FrontierChart.of(file), BestMatrices.of(file, directory)));
  }

  private String problem() {
    DufmProblem p = file.problem();
    return "K = %d, L = %d, n = %s, d = %d, λ_H = %s, λ = %s, %s, %s"
        .formatted(
            p.classes(),
            p.depth(),
            Numbers.format(p.samplesPerClass()),
            file.width(),
            Numbers.format(p.featureLambda()),
            p.weightLambdas().stream()
                .distinct()
                .map(Numbers::format)
                .collect(Collectors.joining(", ")),
            p.loss(),
            p.activation());
  }

  private String outcome() {
    FrontierFile.Point best = file.best();
    String lowest =
        "The lowest loss found is %s, at rank %d; %d of the %d starts that ended at this rank reached it."
            .formatted(Numbers.format(best.loss(), 7), best.rank(), best.reached(), best.ended());
    OptionalDouble dnc = dnc();
    return dnc.isEmpty()
        ? lowest
        : "%s DNC has %s, so the ratio is %s. A lower one may exist."
            .formatted(
                lowest,
                Numbers.format(dnc.getAsDouble(), 7),
                Numbers.format(best.loss() / dnc.getAsDouble()));
  }

  private OptionalDouble dnc() {
    FrontierFile.Reference dnc = file.references().get(Structure.DNC.label());
    return dnc == null ? OptionalDouble.empty() : OptionalDouble.of(dnc.loss());
  }

  private Html points() {
    HtmlTable table =
        new HtmlTable()
            .header(
                List.of(
                    Html.text("rank"),
                    Html.text("loss"),
                    Html.text("over DNC"),
                    Html.text("fit"),
                    Html.text("‖∇‖"),
                    Html.text("balance gap"),
                    Html.text("reached"),
                    Html.formula("ranks of σ(M_l)"),
                    Html.text("from")));
    OptionalDouble dnc = dnc();
    for (FrontierFile.Point point : file.frontier()) {
      table.row(
          point.rank() + (point.rank() == file.best().rank() ? " (best)" : ""),
          Html.text(Numbers.format(point.loss(), 7)),
          dnc.isEmpty() ? Html.EMPTY : Html.number(point.loss() / dnc.getAsDouble()),
          Html.number(point.fit()),
          Html.number(point.gradientNorm()),
          Html.number(point.balanceGap()),
          Html.text("%d of %d".formatted(point.reached(), point.ended())),
          Html.text(point.ranks().stream().map(String::valueOf).collect(Collectors.joining(" "))),
          Html.text(point.start().text()));
    }
    return table.html();
  }

  /** The singular values that count as rank: a row for each rank, a column for each layer. */
  private Html spectra() {
    List<Html> header = new ArrayList<>(List.of(Html.text("rank")));
    for (int l = 1; l <= file.problem().depth(); l++) {
      header.add(Html.text(file.symbol(l)));
    }
    HtmlTable table = new HtmlTable().header(header);
    for (FrontierFile.Point point : file.frontier()) {
      List<Html> cells = new ArrayList<>();
      for (int l = 0; l < point.singularValues().size(); l++) {
        cells.add(
            Html.text(
                point.singularValues().get(l).stream()
                    .limit(point.ranks().get(l))
                    .map(Numbers::format)
                    .collect(Collectors.joining(" "))));
      }
      table.row(Html.text(String.valueOf(point.rank())), cells);
    }
    return table.html();
  }

  private Html references() {
    HtmlTable table =
        new HtmlTable()
            .header(List.of(Html.text("reference"), Html.text("rank"), Html.text("loss")));
    file.references()
        .forEach(
            (name, reference) ->
                table.row(
                    FrontierChart.label(name),
                    Html.text(String.valueOf(reference.rank())),
                    Html.text(Numbers.format(reference.loss(), 7))));
    return table.html();
  }

  private Html provenance() {
    Path path = directory.resolve(RunDirectory.PROVENANCE);
    return Files.exists(path)
        ? HtmlTable.tree(Json.read(path, JsonNode.class))
        : Html.tag("p", Html.text("provenance.json is not in the directory of the search."));
  }
}
