package org.collapselab.hooks.chance;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.collapselab.hooks.metric.MeanGeometry;
import org.collapselab.hooks.metric.StructureScore;
import org.collapselab.hooks.metric.StructureScores;

/** Scores of seeded draws of a {@link NullModel}: equal for equal models. */
public final class NullScores {
  /** Share of the draws that the chance level is not below. */
  public static final double LEVEL = 0.95;

  private static final long SEED = 1;
  private static final int DRAWS = 1000;
  private static final int FEWER_DRAWS = 200;
  private static final int MOST_CLASSES = 15;

  private final NullModel model;
  private final Map<MeanGeometry, double[]> ascending = new EnumMap<>(MeanGeometry.class);

  private NullScores(NullModel model) {
    this.model = model;
  }

  /** Draws and scores. */
  public static NullScores of(NullModel model) {
    NullScores result = new NullScores(model);
    Random random = new Random(SEED);
    int draws = draws(model.classes());
    for (int i = 0; i < draws; i++) {
      for (StructureScore score : StructureScores.of(model.draw(random)).scores()) {
        // A draw without a score could be anything, so it counts against the measured one.
        result.ascending.computeIfAbsent(score.geometry(), of -> new double[draws])[i] =
            Double.isNaN(score.score()) ? 1 : score.score();
      }
    }
    result.ascending.values().forEach(Arrays::sort);
    return result;
  }

  /**
   * The number of draws: 1,000 up to K = 15 and 200 beyond, where they take longer and scatter
   * less.
   */
  public static int draws(int classes) {
    return classes <= MOST_CLASSES ? DRAWS : FEWER_DRAWS;
  }

  /**
   * Where a score lies among those of the draws.
   *
   * @param score not NaN
   */
  NullPlace place(StructureScore score) {
    double[] draws = ascending.get(score.geometry());
    int below = 0;
    while (below < draws.length && draws[below] < score.score()) {
      below++;
    }
    double level = draws[(int) Math.ceil(LEVEL * draws.length) - 1];
    return new NullPlace(model, draws.length, level, (double) below / draws.length);
  }
}
