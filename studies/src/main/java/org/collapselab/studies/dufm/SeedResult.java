package org.collapselab.studies.dufm;

import java.util.List;
import org.collapselab.hooks.chance.StructureFinding;
import org.collapselab.hooks.chance.StructureNulls;
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
 * @param structure what structure the class means of {@link #tellingLayer} have
 */
public record SeedResult(
    long seed,
    DufmOutcome descent,
    DufmOutcome end,
    List<LayerGeometry> layers,
    Verdict verdict,
    StructureFinding structure) {

  /** Judges where a seed ended. */
  public static SeedResult of(
      long seed, DufmOutcome descent, DufmOutcome end, StructureNulls nulls) {
    List<LayerGeometry> layers = LayerGeometry.of(end.point());
    StructureFinding structure = layers.get(tellingLayer(layers.size()) - 1).finding(nulls);
    return new SeedResult(seed, descent, end, layers, Verdict.of(end, layers), structure);
  }

  /** Layer L − 1, or 1 if L = 1: where a low-rank structure shows. */
  public static int tellingLayer(int depth) {
    return Math.max(1, depth - 1);
  }
}
