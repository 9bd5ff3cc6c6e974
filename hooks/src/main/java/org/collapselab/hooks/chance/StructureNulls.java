package org.collapselab.hooks.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.hooks.metric.StructureScores;

/** Null distributions, each drawn once, when it is first needed. Thread-safe. */
public final class StructureNulls {
  private final Map<NullModel, NullScores> drawn = new ConcurrentHashMap<>();

  /**
   * Compares scores with chance.
   *
   * @param scores of measured class means
   * @param random what to compare them with, {@link RandomMeans#like}
   */
  public StructureFinding place(StructureScores scores, RandomMeans random) {
    double frame = scores.score(MeanGeometry.ORTHOGONAL_FRAME).orElseThrow().score();
    List<PlacedScore> placed = new ArrayList<>();
    for (StructureScore score : scores.distinct()) {
      if (!Double.isNaN(score.score())) {
        List<NullPlace> nulls = new ArrayList<>();
        nulls.add(scores(random).place(score));
        if (!isFrame(score)) {
          nulls.add(scores(NoisyFrame.like(random.classes(), frame)).place(score));
        }
        placed.add(new PlacedScore(score, nulls));
      }
    }
    return new StructureFinding(placed);
  }

  private static boolean isFrame(StructureScore score) {
    return score.geometry() == MeanGeometry.ORTHOGONAL_FRAME
        || score.geometry() == MeanGeometry.SIMPLEX;
  }

  private NullScores scores(NullModel model) {
    return drawn.computeIfAbsent(model, NullScores::of);
  }
}
