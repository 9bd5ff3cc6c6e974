package org.collapselab.trainer.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.sweep.Finding;
import org.collapselab.trainer.store.sweep.Findings;

/**
 * What {@link ResultLines} says in words, as numbers for {@code summary.json}, under the names that
 * the columns of sweeps and comparisons have.
 */
public final class ResultNumbers {
  private static final String ACCURACY = "accuracy";
  private static final String DNC1 = "dnc1";

  private ResultNumbers() {}

  /**
   * Accuracy and DNC1; of a head that could be compared also losses, ranks and scores of
   * structures.
   *
   * @param lastHidden tap of the features that enter the last weight matrix
   * @param settled whether the network no longer changes, so that its structures are worth naming
   * @return name → finite number
   */
  public static Map<String, Number> of(
      Snapshot snapshot, Comparison comparison, Tap lastHidden, boolean settled) {
    Findings findings = new Findings();
    put(ACCURACY, snapshot.value("head", Place.HEAD, NetworkMetric.ACCURACY), findings);
    put(
        DNC1,
        snapshot.value(
            lastHidden.layer(), Place.of(lastHidden.side()), FeatureMetric.NC1_TRACE_RATIO),
        findings);
    HeadFindings.add(comparison, false, findings);
    if (!settled) {
      findings.values().remove(Finding.STRUCTURE_SCORE.label());
      findings.values().remove(Finding.STRUCTURE_CHANCE.label());
    }
    return numbers(findings);
  }

  private static void put(String name, OptionalDouble value, Findings findings) {
    value.ifPresent(v -> findings.put(name, v));
  }

  private static Map<String, Number> numbers(Findings findings) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    findings
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.put(name, number);
              }
            });
    return numbers;
  }
}
