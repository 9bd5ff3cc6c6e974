package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;

/** The figures of the configuration; a figure that cannot be drawn is replaced by a message. */
public final class Figures {
  private Figures() {}

  /** In order; the default ones if there are none. */
  public static List<Figure> of(SweepData sweep) {
    List<FigureConfig> asked =
        sweep.config().figures().isEmpty() ? DefaultFigures.of(sweep) : sweep.config().figures();
    List<Figure> figures = new ArrayList<>();
    for (FigureConfig entry : asked) {
      String id = "figure-" + (figures.size() + 1);
      SweepFigure figure = SweepFigure.of(entry);
      figures.add(
          obstacle(sweep, figure)
              .map(reason -> Figure.missing(id, title(entry), reason))
              .orElseGet(() -> figure.draw(sweep, id)));
    }
    return figures;
  }

  private static String title(FigureConfig figure) {
    return Caption.title(
        figure, "A figure of type " + figure.type().name().toLowerCase(Locale.ROOT));
  }

  /** Why the figure cannot be drawn. */
  private static Optional<String> obstacle(SweepData sweep, SweepFigure figure) {
    return figure
        .missingFile(sweep.files())
        .or(figure::missingKeys)
        .or(() -> missingColumn(sweep, figure))
        .or(() -> figure.missingContent(sweep.files()));
  }

  private static Optional<String> missingColumn(SweepData sweep, SweepFigure figure) {
    return unknown(
        Stream.concat(figure.columns(), figure.entry().references().stream()),
        sweep.trials().columns(),
        "column",
        SweepFiles.TRIALS);
  }

  /** The first name that is neither empty nor known, with the known names. */
  static Optional<String> unknown(
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
