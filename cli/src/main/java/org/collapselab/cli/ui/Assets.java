package org.collapselab.cli.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The scripts and styles that pages load: those of this build, and nothing from elsewhere. */
final class Assets {
  private static final String REPORTS = "/org/collapselab/reports/page/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("vega.js", REPORTS + "vega/vega.min.js"),
          Map.entry("vega-lite.js", REPORTS + "vega/vega-lite.min.js"),
          Map.entry("vega-embed.js", REPORTS + "vega/vega-embed.min.js"),
          Map.entry("report.css", REPORTS + "report.css"),
          own("ui.css"),
          own("page.js"),
          own("table.js"),
          own("scatter.js"),
          own("runs.js"),
          own("filter.js"),
          own("charts.js"),
          own("run.js"));

  private Assets() {}

  private static Map.Entry<String, String> own(String name) {
    return Map.entry(name, name);
  }

  /**
   * A script or style.
   *
   * @throws Refusal if the name is unknown
   */
  static Reply asset(String name) {
    String place = PLACES.get(name);
    if (place == null) {
      throw Refusal.notFound("there is nothing with this name");
    }
    String type = name.endsWith(".css") ? STYLE : SCRIPT;
    return new Reply(200, type, bytes(place), Reply.Policy.NOTHING);
  }

  /** A page of the dashboard, the same for all runs: its scripts fill it. */
  static Reply page(String name) {
    return Reply.page(bytes(name), Reply.Policy.DASHBOARD);
  }

  private static Reply.Bytes bytes(String place) {
    try (InputStream in = Assets.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException("resource %s is missing from the build".formatted(place));
      }
      return new Reply.Bytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + place, e);
    }
  }
}
