package org.collapselab.trainer.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;

/** Writes the tables of {@link RunTable}. Every measurement is flushed as it is taken. */
public final class MetricsLog implements Closeable {
  private final GrowingTable metrics;
  private final GrowingTable spectra;

  private MetricsLog(GrowingTable metrics, GrowingTable spectra) {
    this.metrics = metrics;
    this.spectra = spectra;
  }

  /** Creates both files, which must not exist. */
  public static MetricsLog create(RunDirectory directory) {
    try {
      return new MetricsLog(
          GrowingTable.create(directory.metrics(), RunTable.METRICS.columns()),
          GrowingTable.create(directory.spectra(), RunTable.SPECTRA.columns()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory.path(), e);
    }
  }

  /**
   * Opens both files to continue at these lengths; anything beyond them is discarded.
   *
   * @throws UncheckedIOException if a file is shorter, naming it
   */
  public static MetricsLog reopen(RunDirectory directory, Lengths lengths) {
    try {
      return new MetricsLog(
          GrowingTable.reopen(directory.metrics(), lengths.metrics()),
          GrowingTable.reopen(directory.spectra(), lengths.spectra()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot continue the tables: " + e.getMessage(), e);
    }
  }

  /** When and where numbers were taken. */
  public record Moment(long step, double epoch, String split) {}

  /** Bytes of the two files. */
  public record Lengths(long metrics, long spectra) {}

  /**
   * Requires that both files are still where they were created.
   *
   * @throws IOException naming the one that was deleted, replaced or cut
   */
  public void requireInPlace() throws IOException {
    metrics.requireInPlace();
    spectra.requireInPlace();
  }

  /** Forces both files to disk and returns their lengths. */
  public Lengths sync() {
    try {
      requireInPlace();
      return new Lengths(metrics.sync(), spectra.sync());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Appends a number about the whole network. */
  public void add(Moment moment, NetworkMetric metric, double value) {
    row(metrics, moment, "", "", metric.label(), value);
  }

  /** Appends everything in a snapshot. */
  public void add(Moment moment, Snapshot snapshot) {
    for (Snapshot.Measurement m : snapshot.measurements()) {
      boolean global = m.place() == Place.HEAD;
      row(
          metrics,
          moment,
          global ? "" : m.layer(),
          global ? "" : m.place().label(),
          m.metric().label(),
          m.value());
    }
    for (Snapshot.SpectrumRow s : snapshot.spectra()) {
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
      throw unwritable(e);
    }
  }

  private static void row(GrowingTable table, Moment moment, Object... rest) {
    try {
      table.row(
          moment.step(), String.format(Locale.ROOT, "%.4f", moment.epoch()), moment.split(), rest);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException("cannot write the measurements: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    metrics.close();
    spectra.close();
  }
}
