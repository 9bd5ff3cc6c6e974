package org.collapselab.studies.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.Document;
import org.collapselab.reports.page.Html;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.store.WholeFile;

/** Writes {@code index.html}: tonight's table, and every expectation over the nights. */
public final class NightlyPage {
  private static final String FILE = "index.html";

  private NightlyPage() {}

  /**
   * Writes the page into the folder of the history and replaces an earlier one.
   *
   * @return the page
   */
  public static Path write(Path out, NightResult night) {
    Map<String, Html> values = new HashMap<>();
    values.put("verdict", Html.text(night.verdict()));
    values.put("commit", Html.text(night.commit()));
    values.put("night", Html.text(night.night()));
    values.put("time", Html.text(Numbers.duration(seconds(night))));
    values.put("tonight", NightTable.of(night, out));
    List<HistoryRow> rows = History.open(out).rows();
    String page =
        Document.render(
            "Night of " + night.date(),
            NightlyPage.class,
            "nightly.html",
            values,
            HistoryFigures.of(rows));
    try {
      Path file = out.resolve(FILE);
      WholeFile.write(file, page);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out.resolve(FILE) + ": " + e, e);
    }
  }

  private static double seconds(NightResult night) {
    return night.files().stream().mapToDouble(FileResult::seconds).sum();
  }
}
