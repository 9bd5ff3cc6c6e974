package org.collapselab.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page that contains its style, scripts and data and needs no network. */
public final class Document {
  private Document() {}

  /**
   * The whole page.
   *
   * @param owner class in whose package the resource {@code body} is
   * @param body the page's content, with placeholders for {@code values}, {@code title}, {@code
   *     figures} and {@code licenses}
   */
  public static String render(
      String title, Class<?> owner, String body, Map<String, Html> values, List<Figure> figures) {
    Map<String, Html> content = new HashMap<>(values);
    content.put("title", Html.text(title));
    content.put("figures", Figure.numbered(figures));
    content.put("licenses", Html.text(resource("vega/LICENSES.txt")));

    Scripts scripts = new Scripts();
    Map<String, Html> page = new HashMap<>();
    page.put("policy", scripts.policy());
    page.put("css", new Html(resource("report.css")));
    page.put("title", Html.text(title));
    page.put("body", new Html(new Template(Template.resource(owner, body)).fill(content)));
    page.put("data", Scripts.json(data(figures)));
    page.put("scripts", scripts.elements());
    return new Template(resource("page.html")).fill(page);
  }

  private static String resource(String name) {
    return Template.resource(Document.class, name);
  }

  private static ObjectNode data(List<Figure> figures) {
    ObjectNode datasets = JsonTree.object();
    ArrayNode specs = JsonTree.array();
    for (Figure figure : figures) {
      figure.datasets().forEach((name, dataset) -> datasets.set(name, dataset.json()));
      specs.add(figure.json());
    }
    return JsonTree.object("datasets", datasets, "figures", specs);
  }
}
