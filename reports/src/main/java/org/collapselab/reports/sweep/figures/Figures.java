package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.LineColumn;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** The figures of the configuration; one that asks for what is not there says so in its place. */
public final class Figures {
  private Figures() {}

  /** In order; the default ones if there are none. */
  public static List<Figure> of(SweepData sweep) {
    List<FigureConfig> asked =
        sweep.config().figures().isEmpty() ? DefaultFigures.of(sweep) : sweep.config().figures();
    List<Figure> figures = new ArrayList<>();
    for (FigureConfig figure : asked) {
      String id = "figure-" + (figures.size() + 1);
      Optional<String> obstacle = obstacle(sweep, figure);
      figures.add(
          obstacle
              .map(reason -> Figure.missing(id, title(figure), reason))
              .orElseGet(() -> draw(sweep, figure, id)));
    }
    return figures;
  }

  private static Figure draw(SweepData sweep, FigureConfig figure, String id) {
    return switch (figure.type()) {
      case CURVES -> CurvesFigure.of(sweep, figure, id);
      case LINES -> LinesFigure.of(sweep, figure, id);
      case HEAT -> HeatFigure.of(sweep, figure, id);
      case SHARES -> SharesFigure.of(sweep, figure, id);
      case SPECTRA -> SpectraFigure.of(sweep, figure, id);
      case MATRICES -> MatricesFigure.of(sweep, figure, id);
      case JUMPS -> JumpsFigure.of(sweep, figure, id);
    };
  }

  private static String title(FigureConfig figure) {
    return Caption.title(
        figure, "A figure of type " + figure.type().name().toLowerCase(Locale.ROOT));
  }

  /** Why the figure cannot be drawn. */
  private static Optional<String> obstacle(SweepData sweep, FigureConfig figure) {
    return file(sweep, figure)
        .or(() -> keys(figure))
        .or(() -> columns(sweep, figure))
        .or(() -> quantities(sweep, figure));
  }

  private static Optional<String> file(SweepData sweep, FigureConfig figure) {
    return switch (figure.type()) {
      case CURVES -> absent(sweep.files().curves(), SweepFiles.CURVES);
      case JUMPS -> absent(sweep.files().jumps(), SweepFiles.JUMPS);
      case SPECTRA -> absent(sweep.files().spectra(), SweepFiles.SPECTRA);
      default -> Optional.empty();
    };
  }

  private static Optional<String> absent(Optional<?> content, String file) {
    return content.isEmpty()
        ? Optional.of(file + " is not in the directory of the sweep.")
        : Optional.empty();
  }

  private static Optional<String> keys(FigureConfig figure) {
    boolean x = !figure.x().isEmpty();
    boolean y = !figure.y().isEmpty();
    boolean of = !figure.of().isEmpty();
    return switch (figure.type()) {
      case CURVES -> y ? Optional.empty() : Optional.of("it names no quantity (y).");
      case LINES -> x && y ? Optional.empty() : Optional.of("it needs x and y.");
      case HEAT -> x && y && of ? Optional.empty() : Optional.of("it needs x, y and of.");
      case SHARES -> of ? Optional.empty() : Optional.of("it names no column (of).");
      case SPECTRA, MATRICES, JUMPS -> Optional.empty();
    };
  }

  private static Optional<String> columns(SweepData sweep, FigureConfig figure) {
    Stream<String> named =
        switch (figure.type()) {
          case CURVES -> Stream.of(figure.colour(), figure.panel());
          case LINES ->
              Stream.concat(
                  Stream.of(figure.x(), figure.colour(), figure.panel()),
                  figure.y().stream().map(y -> LineColumn.of(y).name()));
          case HEAT ->
              Stream.concat(
                  Stream.of(figure.x(), figure.y().get(0), figure.panel()),
                  figure.of().stream().map(column -> LineColumn.of(column).name()));
          case SHARES -> Stream.concat(Stream.of(figure.x(), figure.panel()), figure.of().stream());
          case JUMPS -> Stream.of(figure.panel());
          case SPECTRA, MATRICES -> Stream.empty();
        };
    return unknown(
        Stream.concat(named, figure.references().stream()),
        sweep.trials().columns(),
        "column",
        SweepFiles.TRIALS);
  }

  private static Optional<String> quantities(SweepData sweep, FigureConfig figure) {
    return figure.type() == FigureConfig.Type.CURVES
        ? unknown(
            figure.y().stream(),
            List.copyOf(sweep.files().curves().orElseThrow().byQuantity().keySet()),
            "quantity",
            SweepFiles.CURVES)
        : Optional.empty();
  }

  private static Optional<String> unknown(
      Stream<String> named, List<String> known, String what, String file) {
    return named
        .filter(name -> !name.isEmpty() && !known.contains(name))
        .findFirst()
        .map(
            name ->
                "%s has no %s “%s”. It has: %s."
                    .formatted(file, what, name, String.join(", ", known)));
  }
}
