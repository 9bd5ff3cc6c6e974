package org.collapselab.trainer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.models.Optimizer;

/**
 * Explains a divergence: repeats the last steps, looks at the terms of the objective and at the
 * gradient, compares the learning rate with what the largest curvature allows, and tries settings
 * that may hold.
 */
final class Autopsy {
  private static final int LAST_STEPS = 4;
  private static final long PATIENCE = 30_000_000_000L; // nanoseconds, for the curvatures

  private final RunPlan plan;
  private final NetworkState start;
  private final long end;

  private record Point(double[] parameters, long step, double rate) {}

  private record Limit(Point at, double curvature, double rate) {
    boolean isExceeded() {
      return at.rate >= rate;
    }
  }

  private Autopsy(RunPlan plan, NetworkState start, long end) {
    this.plan = plan;
    this.start = start;
    this.end = end;
  }

  /**
   * Sentences on a divergence.
   *
   * @param start a state of the run before it
   * @param end the step at which it was noticed
   */
  static String of(RunPlan plan, NetworkState start, long end) {
    return new Autopsy(plan, start, end).text();
  }

  private String text() {
    List<Point> points = repeat();
    List<String> sentences = new ArrayList<>();
    Optional<Limit> limit;
    try (GradientProbe whole = GradientProbe.of(plan);
        GradientProbe fit = GradientProbe.ofFit(plan)) {
      BatchFeed feed = plan.feed();
      List<StepLook> looks =
          points.stream()
              .map(p -> StepLook.at(plan, whole, fit, p.parameters, p.step, feed.batch(p.step)))
              .filter(StepLook::isFinite)
              .toList();
      describe(looks).ifPresent(sentences::add);
      limit = limit(points, whole);
    }
    limit.map(this::sentence).ifPresent(sentences::add);
    sentences.add(new Remedy(plan, start, end).sentence(limit.map(Limit::rate)));
    return String.join(" ", sentences);
  }

  /** The first state, then those of the last steps. */
  private List<Point> repeat() {
    Deque<Point> last = new ArrayDeque<>();
    Point first;
    try (Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch())) {
      network.restore(start);
      BatchFeed feed = plan.feed();
      first = point(network);
      while (network.steps() < end) {
        network.step(feed.batch(network.steps()));
        last.add(point(network));
        if (last.size() > LAST_STEPS) {
          last.remove();
        }
      }
    }
    List<Point> points = new ArrayList<>(last);
    points.add(0, first);
    return points;
  }

  private static Point point(Network network) {
    return new Point(network.state().parameters(), network.steps(), network.learningRate());
  }

  private static Optional<String> describe(List<StepLook> looks) {
    if (looks.size() < 2) {
      return Optional.empty();
    }
    StepLook last = looks.get(looks.size() - 1);
    String norms =
        looks.stream()
            .skip(1)
            .map(look -> "%.3g".formatted(look.gradient()))
            .collect(Collectors.joining(", "));
    String terms = last.grownMostSince(looks.get(0));
    return Optional.of(
        "Of the terms, %s; the gradient, of norm %s over the last steps (%.3g at step %d), is largest in %s."
            .formatted(
                terms, norms, looks.get(0).gradient(), looks.get(0).step(), last.steepest()));
  }

  /** Where the rate was first above what the curvature allows; else the first point. */
  private Optional<Limit> limit(List<Point> points, GradientProbe probe) {
    Optional<Limit> first = Optional.empty();
    BatchFeed feed = plan.feed();
    long deadline = System.nanoTime() + PATIENCE;
    for (Point point : points) {
      double curvature =
          Curvature.largest(
              x -> probe.at(x, point.step, feed.batch(point.step)).gradient(),
              point.parameters,
              plan.config().seed(),
              deadline);
      if (!(curvature > 0 && Double.isFinite(curvature))) {
        continue;
      }
      Limit limit = new Limit(point, curvature, optimizer().stableBelow(curvature));
      if (limit.isExceeded()) {
        return Optional.of(limit);
      }
      first = first.isPresent() ? first : Optional.of(limit);
    }
    return first;
  }

  private Optimizer optimizer() {
    return plan.networks().training(plan.train().size(), plan.stepsPerEpoch()).optimizer();
  }

  private String sentence(Limit limit) {
    return "At step %d the largest curvature of the objective of the batch is λ_max = %.3g, for which steps are stable below a rate of %.2g; the rate was %.2g."
        .formatted(limit.at.step, limit.curvature, limit.rate, limit.at.rate);
  }
}
