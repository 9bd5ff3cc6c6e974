package org.collapselab.trainer.rundir;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.collapselab.hooks.Measurement;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.SpectrumRow;

/**
 * The two long tables of a run. {@code metrics.csv}: step, epoch, split, layer, tap, metric, value;
 * layer and tap are empty for numbers about the whole network. {@code spectra.csv}: step, epoch,
 * split, layer, tap, index (from 1), singular_value. Every measurement is flushed as it is taken.
 */
public final class MetricsLog implements Closeable {
  private final CSVPrinter metrics;
  private final CSVPrinter spectra;

  /** Creates both files. */
  public MetricsLog(RunDirectory directory) {
    try {
      metrics =
          Csv.create(
              directory.metrics(), "step", "epoch", "split", "layer", "tap", "metric", "value");
      spectra =
          Csv.create(
              directory.spectra(),
              "step",
              "epoch",
              "split",
              "layer",
              "tap",
              "index",
              "singular_value");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory.path(), e);
    }
  }

  /** When and where numbers were taken. */
  public record Moment(long step, double epoch, String split) {}

  /** Appends a number about the whole network. */
  public void add(Moment moment, String metric, double value) {
    row(metrics, moment, "", "", metric, value);
  }

  /** Appends everything in a snapshot. */
  public void add(Moment moment, Snapshot snapshot) {
    for (Measurement m : snapshot.measurements()) {
      boolean global = m.place() == Place.HEAD;
      row(
          metrics,
          moment,
          global ? "" : m.layer(),
          global ? "" : m.place().label(),
          m.metric(),
          m.value());
    }
    for (SpectrumRow s : snapshot.spectra()) {
      double[] values = s.spectrum().values();
      for (int i = 0; i < values.length; i++) {
        row(spectra, moment, s.layer(), s.place().label(), i + 1, values[i]);
      }
    }
  }

  /** Makes everything appended so far visible to readers. */
  public void flush() {
    try {
      metrics.flush();
      spectra.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the measurements: " + e.getMessage(), e);
    }
  }

  private static void row(CSVPrinter table, Moment moment, Object... rest) {
    try {
      table.print(moment.step());
      table.print(String.format(Locale.ROOT, "%.4f", moment.epoch()));
      table.print(moment.split());
      table.printRecord(rest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the measurements: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    metrics.close(true);
    spectra.close(true);
  }
}
