package org.collapselab.studies.dufm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.collapselab.theory.Prediction;
import org.collapselab.theory.Reference;
import org.collapselab.theory.References;
import org.collapselab.theory.Structure;
import org.collapselab.trainer.reference.Verdict;

/**
 * A finished study.
 *
 * @param settings the settings of the study
 * @param seeds one per seed
 * @param references the closed forms
 * @param polished where descent from them ends; empty without a polish
 * @param seconds wall time of gradient descent alone
 * @param stopped whether the user ended it early
 */
public record StudyResult(
    StudySettings settings,
    List<SeedResult> seeds,
    List<Reference> references,
    List<PolishedReference> polished,
    double seconds,
    boolean stopped) {

  /** The loss of DNC. */
  public double dncLoss() {
    return ((Prediction) References.of(Structure.DNC, settings.problem())).loss();
  }

  /** Gradient steps of all seeds together, per second. */
  public double stepsPerSecond() {
    return seeds.stream().mapToLong(seed -> seed.descent().steps()).sum() / seconds;
  }

  /** Seeds per verdict; verdicts that did not occur are absent. */
  public Map<Verdict, Long> counts() {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    seeds.forEach(seed -> counts.merge(seed.verdict(), 1L, Long::sum));
    return counts;
  }

  /** Seeds that diverged. */
  public long diverged() {
    return counts().getOrDefault(Verdict.DIVERGED, 0L);
  }
}
