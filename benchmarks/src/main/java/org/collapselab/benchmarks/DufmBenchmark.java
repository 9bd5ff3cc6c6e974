package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.collapselab.models.dufm.Descent;
import org.collapselab.models.dufm.DufmOutcome;
import org.collapselab.models.dufm.DufmPoint;
import org.collapselab.models.dufm.DufmSolver;
import org.collapselab.models.dufm.DufmSpec;
import org.collapselab.models.dufm.FeatureMode;
import org.collapselab.theory.Activation;
import org.collapselab.theory.Loss;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Full-batch gradient descent on the DUFM: K = 10, L = 4, d = 30, squared error, ReLU, FP64. */
@Command(
    name = "dufm",
    description = "Full-batch gradient descent on the DUFM: K = 10, L = 4, width 30, FP64.",
    mixinStandardHelpOptions = true)
final class DufmBenchmark implements Callable<Integer> {
  private static final double RATE = 0.5;
  private static final double LAMBDA = 0.004;
  private static final int SEEDS = 10;
  private static final int FEWEST_STEPS = 1000; // a descent logs its first steps one by one

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "rounds to time; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "0.5",
      description = "length of each turn in a round; default ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--alone",
      description =
          "run only Collapse Lab with ten seeds, N = 500, to see how much memory it takes")
  private boolean alone;

  @Override
  public Integer call() {
    if (alone) {
      ours(starts(spec(50), SEEDS), 20_000);
      System.out.println("Greatest resident set: " + Memory.peak());
      return 0;
    }
    set_num_threads(1);
    System.out.println("Steps of one seed a second: median; ratio to the fastest of libtorch:");
    System.out.println("median (least to greatest) over the rounds.");
    for (int perClass : new int[] {50, 1}) {
      single(spec(perClass));
      several(spec(perClass));
    }
    return 0;
  }

  private static DufmSpec spec(int perClass) {
    return new DufmSpec(
        10,
        4,
        30,
        perClass,
        FeatureMode.EXPLICIT,
        LAMBDA / perClass,
        Collections.nCopies(4, LAMBDA),
        Loss.MSE,
        Activation.RELU);
  }

  private static List<DufmPoint> starts(DufmSpec spec, int seeds) {
    return LongStream.rangeClosed(1, seeds).mapToObj(s -> DufmPoint.random(spec, s)).toList();
  }

  private static List<DufmOutcome> ours(List<DufmPoint> starts, int steps) {
    Descent descent = new Descent(steps, RATE, 0, 0);
    return DufmSolver.descend(starts, descent, 1, (step, runs) -> {}, () -> false);
  }

  private void single(DufmSpec spec) {
    List<DufmPoint> starts = starts(spec, 1);
    LibtorchDescent autograd = new LibtorchAutograd(starts.get(0), RATE);
    LibtorchDescent byHand = new LibtorchByHand(starts, RATE);
    Agreement.check("libtorch, autograd", ours(starts, Agreement.STEPS), autograd);
    Agreement.check("libtorch, by hand", ours(starts, Agreement.STEPS), byHand);
    compare(
        "N = %d, 1 seed".formatted(spec.columns()),
        1,
        new Contender("Collapse Lab", steps -> ours(starts, steps)),
        new Contender("libtorch, autograd", autograd::descend),
        new Contender("libtorch, by hand", byHand::descend));
  }

  private void several(DufmSpec spec) {
    List<DufmPoint> starts = starts(spec, SEEDS);
    List<LibtorchDescent> byHand = new ArrayList<>();
    for (DufmPoint start : starts) {
      byHand.add(new LibtorchByHand(List.of(start), RATE));
    }
    LibtorchDescent batched = new LibtorchByHand(starts, RATE);
    Agreement.check("libtorch, bmm", ours(starts, Agreement.STEPS), batched);
    compare(
        "N = %d, 10 seeds".formatted(spec.columns()),
        SEEDS,
        new Contender("Collapse Lab", steps -> ours(starts, steps)),
        new Contender("libtorch, by hand, in turn", s -> byHand.forEach(d -> d.descend(s))),
        new Contender("libtorch, bmm", batched::descend));
  }

  private void compare(String setting, int seeds, Contender... contenders) {
    Rounds result = Rounds.run(List.of(contenders), rounds, seconds, FEWEST_STEPS);
    int peer = result.fastest(1);
    System.out.println("\n" + setting);
    for (int i = 0; i < contenders.length; i++) {
      System.out.printf(
          "  %-28s %,10.0f   %s%n",
          result.name(i), seeds * result.median(i), i == peer ? "1" : result.ratio(i, peer));
    }
  }
}
