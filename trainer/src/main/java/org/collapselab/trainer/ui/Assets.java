package org.collapselab.trainer.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What pages load: scripts and styles of this build, and nothing from elsewhere. */
final class Assets {
  private static final String ROOT = "/org/collapselab/trainer/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, String> PLACES =
      Map.of(
          "vega.js", "report/vega/vega.min.js",
          "vega-lite.js", "report/vega/vega-lite.min.js",
          "vega-embed.js", "report/vega/vega-embed.min.js",
          "report.css", "report/report.css",
          "ui.css", "ui/ui.css",
          "page.js", "ui/page.js",
          "runs.js", "ui/runs.js",
          "charts.js", "ui/charts.js",
          "run.js", "ui/run.js");

  private Assets() {}

  /**
   * A script or style.
   *
   * @throws Refusal if there is none of this name
   */
  static Reply asset(String name) {
    String place = PLACES.get(name);
    if (place == null) {
      throw Refusal.notFound("there is nothing of this name");
    }
    String type = name.endsWith(".css") ? STYLE : SCRIPT;
    return new Reply(200, type, bytes(place), Reply.Policy.NOTHING);
  }

  /** A page of the dashboard, the same for all runs: its scripts fill it. */
  static Reply page(String name) {
    return Reply.page(bytes("ui/" + name), Reply.Policy.DASHBOARD);
  }

  private static byte[] bytes(String place) {
    try (InputStream in = Assets.class.getResourceAsStream(ROOT + place)) {
      if (in == null) {
        throw new IllegalStateException("resource %s is missing from the build".formatted(place));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + place, e);
    }
  }
}
