package org.collapselab.reports.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.HtmlTable;
import org.collapselab.reports.page.Numbers;

/** Names and sizes of the classes, which figures and other tables number from 0. */
final class ClassTable {
  private static final int MOST = 100;

  private ClassTable() {}

  /** Empty for regression, and for records of versions that did not write the names. */
  static Html of(JsonNode provenance) {
    JsonNode data = provenance.path("data");
    JsonNode names = data.path("class_names");
    if (names.isEmpty()) {
      return Html.EMPTY;
    }
    HtmlTable table =
        new HtmlTable()
            .header(
                Stream.of("class", "name", "training samples", "test samples")
                    .map(Html::text)
                    .toList());
    for (int c = 0; c < Math.min(MOST, names.size()); c++) {
      table.row(
          Html.text(Integer.toString(c)),
          List.of(
              Html.text(names.path(c).asText()), count(data, "train", c), count(data, "test", c)));
    }
    Html rest =
        names.size() > MOST
            ? Html.tag(
                "p",
                Html.text(
                    "The other %s classes are in provenance.json."
                        .formatted(Numbers.count((long) names.size() - MOST))))
            : Html.EMPTY;
    return Html.join(Html.tag("h2", Html.text("Classes")), table.html(), rest);
  }

  private static Html count(JsonNode data, String part, int label) {
    JsonNode count = data.path(part).path("class_counts").path(label);
    return Html.text(count.isNumber() ? Numbers.count(count.asLong()) : Numbers.ABSENT);
  }
}
