package org.collapselab.studies.dufm;

import java.util.List;
import java.util.stream.LongStream;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.theory.DufmProblem;
import org.collapselab.trainer.config.DufmTrial;

/**
 * One problem from many starts.
 *
 * @param trial the model, the descent, and whether end points and references are polished
 * @param seeds ≥ 1, the number of random starts
 * @param firstSeed the first of them; the others follow it
 * @param threads runs trained at the same time
 */
public record StudySettings(DufmTrial trial, int seeds, long firstSeed, int threads) {

  /**
   * Checks everything, including the parts of the trial.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public StudySettings {
    if (seeds < 1) {
      throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    DufmModel.require(trial);
  }

  /** The model. */
  public DufmModel model() {
    return DufmModel.of(trial);
  }

  /** The objective. */
  public DufmProblem problem() {
    return model().problem();
  }

  Descent descent() {
    return DufmModel.descent(trial);
  }

  /** The model with one column of H_1 per class. */
  DufmSpec collapsedSpec() {
    return model().collapsed();
  }

  /** The seeds, ascending. */
  public List<Long> seedValues() {
    return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
  }

  List<DufmPoint> starts() {
    DufmModel model = model();
    return seedValues().stream().map(seed -> model.start(trial.start(), seed)).toList();
  }
}
