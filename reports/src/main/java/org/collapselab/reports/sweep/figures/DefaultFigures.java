package org.collapselab.reports.sweep.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** The figures of a sweep that names none: those that its files allow. */
final class DefaultFigures {
  private static final String LOSS = Finding.LOSS.label();
  private static final String VERDICT = Finding.VERDICT.label();
  private static final String RATIO = Finding.LOSS_OVER_DNC.label();

  private DefaultFigures() {}

  static List<FigureConfig> of(SweepData sweep) {
    List<FigureConfig> figures = new ArrayList<>();
    Trials trials = sweep.trials();
    List<String> references =
        trials.columns().stream()
            .filter(
                c ->
                    Finding.REFERENCE_LOSS.matches(c)
                        && !HeatColours.isRatio(c)
                        && trials.isNumeric(c))
            .toList();
    if (sweep.files().curves().filter(curves -> curves.has(LOSS)).isPresent()) {
      figures.add(curves(sweep, references));
    }
    if (trials.has(VERDICT)) {
      figures.add(
          figure(FigureConfig.Type.SHARES, "", List.of(), List.of(VERDICT), List.of(), false));
    }
    addOverSettings(figures, sweep, references);
    if (sweep.files().spectra().isPresent()) {
      figures.add(figure(FigureConfig.Type.SPECTRA, "", List.of(), List.of(), List.of(), false));
    }
    return figures;
  }

  /** If two keys vary, the one with fewer values gets panels, the other one colours. */
  private static FigureConfig curves(SweepData sweep, List<String> references) {
    List<String> keys =
        sweep.varied().stream()
            .sorted(Comparator.comparingInt(key -> -sweep.trials().values(key).size()))
            .toList();
    boolean two = keys.size() == 2;
    return new FigureConfig(
        FigureConfig.Type.CURVES,
        "",
        "",
        "",
        List.of(LOSS),
        List.of(),
        two ? keys.get(0) : "",
        two ? keys.get(1) : "",
        references,
        true,
        true);
  }

  /** Lines if one number varies, heat maps if two do. */
  private static void addOverSettings(
      List<FigureConfig> figures, SweepData sweep, List<String> references) {
    Trials trials = sweep.trials();
    List<String> numbers = sweep.varied().stream().filter(trials::isNumeric).toList();
    List<String> shown =
        List.of(LOSS, RATIO, VERDICT).stream().filter(c -> !trials.values(c).isEmpty()).toList();
    List<String> means = shown.stream().filter(trials::isNumeric).toList();
    if (numbers.size() == 1 && !means.isEmpty()) {
      boolean log = isWide(trials, numbers.get(0));
      List<String> lines = means.contains(LOSS) ? references : List.of();
      figures.add(
          new FigureConfig(
              FigureConfig.Type.LINES,
              "",
              "",
              numbers.get(0),
              means.subList(0, 1),
              List.of(),
              "",
              "",
              lines,
              log,
              false));
    }
    if (numbers.size() == 2 && !shown.isEmpty()) {
      figures.add(
          figure(
              FigureConfig.Type.HEAT,
              numbers.get(0),
              numbers.subList(1, 2),
              shown,
              List.of(),
              false));
    }
  }

  private static boolean isWide(Trials trials, String column) {
    double[] values = trials.values(column).stream().mapToDouble(TrialRow::parse).toArray();
    return values[0] > 0 && values[values.length - 1] / values[0] >= 10;
  }

  private static FigureConfig figure(
      FigureConfig.Type type,
      String x,
      List<String> y,
      List<String> of,
      List<String> references,
      boolean log) {
    return new FigureConfig(type, "", "", x, y, of, "", "", references, log, log);
  }
}
