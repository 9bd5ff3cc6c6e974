package org.collapselab.cli;

import java.util.List;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.studies.surface.Settled;
import org.collapselab.studies.surface.Surface;
import org.collapselab.trainer.reference.LayerGeometry;

/**
 * One point in the output of {@code collapse surface}.
 *
 * @param point a reference's name, or {@code seed} and its number
 * @param ranks of σ(M_1) … σ(M_L)
 * @param surface around it
 * @param returned moves of each size from which descent came back
 */
record SurfaceRow(String point, List<Integer> ranks, Surface surface, List<Share> returned) {
  static SurfaceRow of(String point, Settled at, Surface surface, List<Share> returned) {
    List<Integer> ranks =
        LayerGeometry.of(at.point()).stream().map(LayerGeometry::postRank).toList();
    return new SurfaceRow(point, ranks, surface, List.copyOf(returned));
  }
}
