package org.collapselab.studies.dufm;

import java.util.List;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.trainer.reference.LayerGeometry;
import org.collapselab.trainer.reference.Verdict;

/**
 * The result of one seed.
 *
 * @param seed the start
 * @param descent where gradient descent ended
 * @param end where the polish ended; the same as {@code descent} without one
 * @param layers the class means at {@code end}
 * @param verdict the geometry of these
 */
public record SeedResult(
    long seed, DufmOutcome descent, DufmOutcome end, List<LayerGeometry> layers, Verdict verdict) {

  /** Judges where a seed ended. */
  public static SeedResult of(long seed, DufmOutcome descent, DufmOutcome end) {
    List<LayerGeometry> layers = LayerGeometry.of(end.point());
    return new SeedResult(seed, descent, end, layers, Verdict.of(end, layers));
  }

  /** Layer L − 1, or 1 if L = 1: where a low-rank structure shows. */
  public LayerGeometry tellingLayer() {
    return layers.get(Math.max(0, layers.size() - 2));
  }
}
