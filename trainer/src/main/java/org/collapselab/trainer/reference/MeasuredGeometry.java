package org.collapselab.trainer.reference;

import java.util.List;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.chance.NoisyFrame;
import org.collapselab.hooks.chance.NullPlace;
import org.collapselab.hooks.chance.PlacedScore;
import org.collapselab.hooks.chance.RandomMeans;
import org.collapselab.hooks.chance.StructureFinding;
import org.collapselab.trainer.store.Comparison;

/** A {@link StructureFinding} as it is stored. */
public final class MeasuredGeometry {
  private MeasuredGeometry() {}

  /** The finding; {@code null} if no structure could be scored. */
  public static Comparison.Geometry of(StructureFinding finding) {
    List<Comparison.Score> scores = finding.scores().stream().map(MeasuredGeometry::score).toList();
    String found = finding.found().map(best -> best.score().geometry().label()).orElse(null);
    return scores.isEmpty() ? null : new Comparison.Geometry(found, scores);
  }

  private static Comparison.Score score(PlacedScore placed) {
    return new Comparison.Score(
        placed.score().geometry().label(),
        FeatureMetric.of(placed.score().geometry()).label(),
        placed.score().score(),
        placed.chance(),
        placed.nulls().stream().map(MeasuredGeometry::ofNull).toList());
  }

  private static Comparison.Null ofNull(NullPlace place) {
    if (place.model() instanceof RandomMeans random) {
      String words =
          "class means of rank %d at random%s"
              .formatted(random.rank(), random.rectified() ? ", through ReLU" : "");
      return ofNull("random means", words, place);
    }
    NoisyFrame frame = (NoisyFrame) place.model();
    return ofNull(
        "noisy frame",
        "an orthogonal frame with noise, correlation with I %.2f".formatted(frame.correlation()),
        place);
  }

  private static Comparison.Null ofNull(String kind, String words, NullPlace place) {
    return new Comparison.Null(kind, words, place.draws(), place.level(), place.below());
  }
}
