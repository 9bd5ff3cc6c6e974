package org.collapselab.reports.sweep.figures;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** A figure of one type: its required keys, files and columns, and how it is drawn. */
public sealed interface SweepFigure {

  /** The figure that an entry of {@code figures} asks for. */
  static SweepFigure of(FigureConfig entry) {
    return switch (entry.type()) {
      case CURVES -> new OfCurves(entry);
      case LINES -> new OfLines(entry);
      case HEAT -> new OfHeat(entry);
      case SHARES -> new OfShares(entry);
      case SPECTRA -> new OfSpectra(entry);
      case MATRICES -> new OfMatrices(entry);
      case JUMPS -> new OfJumps(entry);
    };
  }

  /** The entry of the file. */
  FigureConfig entry();

  /** The message about missing keys, if any. */
  default Optional<String> missingKeys() {
    return Optional.empty();
  }

  /** Columns of {@code trials.csv} that it reads; empty texts stand for none. */
  default Stream<String> columns() {
    return Stream.empty();
  }

  /** The columns that the table of key numbers shows too, apart from references. */
  default Stream<String> keyColumns() {
    return Stream.empty();
  }

  /** The message about a missing file, if any. */
  default Optional<String> missingFile(SweepFiles files) {
    return Optional.empty();
  }

  /** The message about content that its file lacks; called once the file exists. */
  default Optional<String> missingContent(SweepFiles files) {
    return Optional.empty();
  }

  /** Draws the figure; called if nothing is missing. */
  Figure draw(SweepData sweep, String id);

  private static Stream<String> named(List<String> columns) {
    return columns.stream().map(column -> LineColumn.of(column).name());
  }

  private static Optional<String> unless(boolean there, String obstacle) {
    return there ? Optional.empty() : Optional.of(obstacle);
  }

  private static Optional<String> absent(Optional<?> content, String file) {
    return unless(content.isPresent(), file + " is not in the directory of the sweep.");
  }

  /** Quantities over steps. */
  record OfCurves(FigureConfig entry) implements SweepFigure {
    @Override
    public Optional<String> missingKeys() {
      return unless(!entry.y().isEmpty(), "it names no quantity (y).");
    }

    @Override
    public Stream<String> columns() {
      return Stream.of(entry.colour(), entry.panel());
    }

    @Override
    public Optional<String> missingFile(SweepFiles files) {
      return absent(files.curves(), SweepFiles.CURVES);
    }

    @Override
    public Optional<String> missingContent(SweepFiles files) {
      List<String> quantities = List.copyOf(files.curves().orElseThrow().byQuantity().keySet());
      return Figures.unknown(entry.y().stream(), quantities, "quantity", SweepFiles.CURVES);
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return CurvesFigure.of(sweep, entry, id);
    }
  }

  /** Columns against a column. */
  record OfLines(FigureConfig entry) implements SweepFigure {
    @Override
    public Optional<String> missingKeys() {
      return unless(!entry.x().isEmpty() && !entry.y().isEmpty(), "it needs x and y.");
    }

    @Override
    public Stream<String> columns() {
      return Stream.concat(Stream.of(entry.x(), entry.colour(), entry.panel()), named(entry.y()));
    }

    @Override
    public Stream<String> keyColumns() {
      return Stream.concat(Stream.of(entry.x()), named(entry.y()));
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return LinesFigure.of(sweep, entry, id);
    }
  }

  /** Columns over two others. */
  record OfHeat(FigureConfig entry) implements SweepFigure {
    @Override
    public Optional<String> missingKeys() {
      boolean there = !entry.x().isEmpty() && !entry.y().isEmpty() && !entry.of().isEmpty();
      return unless(there, "it needs x, y and of.");
    }

    @Override
    public Stream<String> columns() {
      return Stream.concat(
          Stream.of(entry.x(), entry.y().get(0), entry.panel()), named(entry.of()));
    }

    @Override
    public Stream<String> keyColumns() {
      return named(entry.of());
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return HeatFigure.of(sweep, entry, id);
    }
  }

  /** How often a column has each value. */
  record OfShares(FigureConfig entry) implements SweepFigure {
    @Override
    public Optional<String> missingKeys() {
      return unless(!entry.of().isEmpty(), "it names no column (of).");
    }

    @Override
    public Stream<String> columns() {
      return Stream.concat(Stream.of(entry.x(), entry.panel()), entry.of().stream());
    }

    @Override
    public Stream<String> keyColumns() {
      return named(entry.of());
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return SharesFigure.of(sweep, entry, id);
    }
  }

  /** Singular values at the end. */
  record OfSpectra(FigureConfig entry) implements SweepFigure {
    @Override
    public Optional<String> missingFile(SweepFiles files) {
      return absent(files.spectra(), SweepFiles.SPECTRA);
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return SpectraFigure.of(sweep, entry, id);
    }
  }

  /** Class means and their Gram matrices. */
  record OfMatrices(FigureConfig entry) implements SweepFigure {
    @Override
    public Figure draw(SweepData sweep, String id) {
      return MatricesFigure.of(sweep, entry, id);
    }
  }

  /** How often the rank changed from a to b. */
  record OfJumps(FigureConfig entry) implements SweepFigure {
    @Override
    public Stream<String> columns() {
      return Stream.of(entry.panel());
    }

    @Override
    public Optional<String> missingFile(SweepFiles files) {
      return absent(files.jumps(), SweepFiles.JUMPS);
    }

    @Override
    public Figure draw(SweepData sweep, String id) {
      return JumpsFigure.of(sweep, entry, id);
    }
  }
}
