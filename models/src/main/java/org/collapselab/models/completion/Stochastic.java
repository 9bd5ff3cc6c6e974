package org.collapselab.models.completion;

import java.util.Random;
import java.util.stream.Stream;
import org.collapselab.models.completion.CompletionProblem.Entry;

/** Steps of SGD on a point. */
final class Stochastic {
  private final CompletionProblem problem;
  private final Entry[] observed;
  private final Sample[] samples;
  private final Random random;

  /** For {@code point}, whose matrices {@link #step} changes. */
  Stochastic(CompletionProblem problem, CompletionPoint point, int batch, Random random) {
    this.problem = problem;
    this.random = random;
    observed = problem.observed().toArray(Entry[]::new);
    samples =
        Stream.generate(() -> new Sample(point, problem.spec().width()))
            .limit(batch)
            .toArray(Sample[]::new);
  }

  /** One step; returns the fit on its mini-batch before it. */
  double step(double rate) {
    double sum = 0;
    for (Sample sample : samples) {
      Entry entry = observed[random.nextInt(observed.length)];
      double target = problem.target().unsafe_get(entry.row(), entry.column());
      double error = sample.load(entry.row(), entry.column(), target);
      sum += error * error;
    }
    double shrink = 1 - rate * problem.spec().lambda(); // once a step, not once a sample
    for (Sample sample : samples) {
      sample.descend(shrink, rate / samples.length);
      shrink = 1;
    }
    return sum / (2 * samples.length);
  }
}
