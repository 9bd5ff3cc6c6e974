package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.sweep.data.SweepData;
import org.collapselab.reports.sweep.figures.Figures;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.LayerTap;
import org.collapselab.trainer.store.sweep.Curve;
import org.collapselab.trainer.store.sweep.Curves;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Predictions;
import org.collapselab.trainer.store.sweep.Spectra;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/** Draws a comparison with the figures of sweeps: a group is a setting, a run a trial. */
final class FigureData {
  private static final int MAX_ROWS = 50_000;
  private static final int MOST_PANELS = 6;
  private static final String GROUP = "group";

  private final RunsComparison comparison;
  private final String key;

  FigureData(RunsComparison comparison) {
    this.comparison = comparison;
    Set<String> keys = comparison.differences().keySet();
    this.key = keys.size() == 1 ? keys.iterator().next() : GROUP;
  }

  List<Figure> figures() {
    Trials trials = trials();
    SweepFiles files =
        new SweepFiles(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(trials),
            Optional.of(curves()),
            Optional.of(new Spectra(ofRuns(Run::spectra))),
            Optional.of(predictions()),
            Optional.empty());
    List<FigureConfig> figures = asked(trials);
    return figures.isEmpty()
        ? List.of()
        : Figures.of(new SweepData(config(figures), files, trials, MAX_ROWS));
  }

  private SweepConfig config(List<FigureConfig> figures) {
    List<SweepSetting> settings = new ArrayList<>();
    for (RunGroup group : comparison.groups()) {
      Map<String, String> varied = Map.of(key, value(group));
      settings.add(new SweepSetting(group.number(), varied, group.runs().get(0).trial()));
    }
    List<Long> seeds = comparison.runs().stream().map(Run::seed).distinct().sorted().toList();
    return new SweepConfig("compare", "", "", "", settings, seeds, figures, List.of(), "");
  }

  private String value(RunGroup group) {
    int place = group.number() - 1;
    return key.equals(GROUP)
        ? Integer.toString(group.number())
        : comparison.differences().get(key).get(place);
  }

  private Trials trials() {
    List<TrialRow> trials = new ArrayList<>();
    Set<String> columns =
        new LinkedHashSet<>(List.of(TrialRow.ID, TrialRow.SETTING, TrialRow.STATE));
    for (RunGroup group : comparison.groups()) {
      for (Run run : group.runs()) {
        Map<String, String> cells = new LinkedHashMap<>();
        run.values().forEach((column, value) -> cells.put(column, value.toString()));
        cells.put(TrialRow.ID, run.id());
        cells.put(TrialRow.SETTING, Integer.toString(group.number()));
        cells.put(TrialRow.SEED, Long.toString(run.seed()));
        // Figures leave out runs that did not complete; runs that were cut off have their own
        // group.
        cells.put(TrialRow.STATE, stateOf(run).trialLabel());
        cells.put(key, value(group));
        columns.addAll(cells.keySet());
        trials.add(new TrialRow(cells));
      }
    }
    return new Trials(List.copyOf(columns), trials);
  }

  private static EndState stateOf(Run run) {
    return run.state().filter(state -> !state.hasResult()).orElse(EndState.COMPLETED);
  }

  private Curves curves() {
    Map<String, Map<String, Curve>> byQuantity = new LinkedHashMap<>();
    for (Run run : comparison.runs()) {
      run.curves()
          .forEach(
              (quantity, curve) ->
                  byQuantity
                      .computeIfAbsent(quantity, name -> new LinkedHashMap<>())
                      .put(run.id(), curve));
    }
    return new Curves(byQuantity);
  }

  private Map<String, Map<LayerTap, double[]>> ofRuns(
      Function<Run, Map<LayerTap, double[]>> spectra) {
    return comparison.runs().stream().collect(Collectors.toMap(Run::id, spectra));
  }

  /** The references of the first run of a group that has any. */
  private Predictions predictions() {
    Map<String, Map<String, Map<LayerTap, double[]>>> predictions = new LinkedHashMap<>();
    for (RunGroup group : comparison.groups()) {
      group.runs().stream()
          .map(Run::predictions)
          .filter(of -> !of.isEmpty())
          .findFirst()
          .ifPresent(of -> predictions.put(Integer.toString(group.number()), of));
    }
    return new Predictions(predictions);
  }

  private List<FigureConfig> asked(Trials trials) {
    List<FigureConfig> figures = new ArrayList<>();
    Set<String> quantities = curves().byQuantity().keySet();
    if (quantities.contains(Run.LOSS)) {
      figures.add(loss(trials));
    } else if (quantities.contains(Run.FIT)) {
      figures.add(curves("Fit over training", Run.FIT, "", List.of(), ""));
    }
    if (quantities.contains(Run.DNC1)) {
      String caption =
          "The ratio of within-class to between-class variability (traces) of the features that"
              + " enter the last weight matrix.";
      figures.add(curves("DNC1 over training", Run.DNC1, caption, List.of(), ""));
    }
    if (trials.has(Run.OUTCOME)) {
      figures.add(
          figure(FigureConfig.Type.SHARES, "Outcomes of the runs", "", List.of(Run.OUTCOME)));
    }
    if (comparison.runs().stream().anyMatch(run -> !run.spectra().isEmpty())) {
      String caption = "A setting is a group of runs; the references belong to its first run.";
      figures.add(
          figure(FigureConfig.Type.SPECTRA, "Singular values at the end", caption, List.of()));
    }
    return figures;
  }

  /** References that differ between groups are drawn in one panel per group. */
  private FigureConfig loss(Trials trials) {
    List<String> references =
        trials.columns().stream()
            .filter(c -> Finding.REFERENCE_LOSS.matches(c) && !c.equals(Run.LOSS_OVER_DNC))
            .toList();
    int groups = comparison.groups().size();
    boolean panels = groups > 1 && groups <= MOST_PANELS && !references.isEmpty();
    return curves("Loss over training", Run.LOSS, "", references, panels ? key : "");
  }

  private static FigureConfig curves(
      String title, String quantity, String caption, List<String> references, String panel) {
    return new FigureConfig(
        FigureConfig.Type.CURVES,
        title,
        caption,
        "",
        List.of(quantity),
        List.of(),
        "",
        panel,
        references,
        true,
        true);
  }

  private static FigureConfig figure(
      FigureConfig.Type type, String title, String caption, List<String> of) {
    return new FigureConfig(
        type, title, caption, "", List.of(), of, "", "", List.of(), false, false);
  }
}
