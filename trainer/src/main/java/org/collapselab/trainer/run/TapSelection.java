package org.collapselab.trainer.run;

import java.util.List;
import org.collapselab.hooks.CollapseMeter;
import org.collapselab.hooks.MeterConfig;
import org.collapselab.hooks.Tap;
import org.collapselab.hooks.TapPattern;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.MeasureConfig;

/**
 * The taps that are measured, and the meter that measures them.
 *
 * @param taps in network order
 */
record TapSelection(List<Tap> taps, CollapseMeter meter) {
  TapSelection {
    taps = List.copyOf(taps);
  }

  /**
   * The taps that {@code measure.taps} selects.
   *
   * @throws IllegalArgumentException if a pattern selects nothing
   */
  static TapSelection of(MeasureConfig measure, List<Tap> available, Workers workers) {
    return of(measure.taps(), measure, available, workers);
  }

  /** These taps and no others, with the configured tolerances. */
  static TapSelection exactly(List<Tap> taps, MeasureConfig measure, Workers workers) {
    return of(taps.stream().map(Tap::toString).toList(), measure, taps, workers);
  }

  private static TapSelection of(
      List<String> texts, MeasureConfig measure, List<Tap> available, Workers workers) {
    List<TapPattern> patterns = texts.stream().map(TapPattern::parse).toList();
    MeterConfig config = new MeterConfig(patterns, measure.rankTolerance(), measure.pinvCutoff());
    return new TapSelection(
        TapPattern.select(patterns, available), new CollapseMeter(config, workers));
  }
}
