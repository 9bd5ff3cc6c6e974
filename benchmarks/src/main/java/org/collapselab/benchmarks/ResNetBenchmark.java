package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.concurrent.Callable;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.collapselab.models.Batch;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.Network;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.theory.parallel.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training steps of ResNet-20 with projections, 3×32×32, FP32. */
@Command(
    name = "resnet20",
    description = "Training steps of ResNet-20, 3x32x32, FP32.",
    mixinStandardHelpOptions = true)
final class ResNetBenchmark implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "rounds to time; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "length of each turn in a round; default ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--alone",
      paramLabel = "STEPS",
      description =
          "run only Collapse Lab for this many steps, to profile it or see how much memory it takes")
  private int alone;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "threads of Collapse Lab and of libtorch, beside one; default ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--batch",
      defaultValue = "128",
      description = "samples of a step; default ${DEFAULT-VALUE}")
  private int rows;

  @Override
  public Integer call() {
    ResNetSpec spec = ResNetSpec.cifar(20, Shortcut.PROJECTION, Steps.CLASSES);
    Batch batch = Steps.batch(spec.channels() * spec.height() * spec.width(), rows);
    if (alone > 0) {
      try (Workers workers = Workers.of(threads);
          Network network =
              Engines.of(EngineName.DL4J).network(spec, Steps.training(rows), workers)) {
        Contender ours = new Contender("Collapse Lab", count -> take(network, batch, count));
        System.out.printf("%.0f samples/s%n", rows * ours.speed(alone));
        System.out.println("Greatest resident set: " + Memory.peak());
      }
      return 0;
    }
    try (Sides sides =
        new Sides(
            threads,
            w -> Engines.of(EngineName.DL4J).network(spec, Steps.training(rows), w),
            batch)) {
      compare(spec, sides, batch);
    }
    return 0;
  }

  private static void take(Network network, Batch batch, int count) {
    for (int step = 0; step < count; step++) {
      network.step(batch);
    }
  }

  private void compare(ResNetSpec spec, Sides sides, Batch batch) {
    set_num_threads(1);
    Network network = sides.first();
    LibtorchTraining planes =
        LibtorchResNet.training(spec, network, batch, MemoryFormat.Contiguous);
    LibtorchTraining last =
        LibtorchResNet.training(spec, network, batch, MemoryFormat.ChannelsLast);
    planes.checkAgreement("libtorch", network, batch);
    sides.peer("libtorch, N x C x H x W", planes::steps);
    sides.peer("libtorch, channels last", last::steps);
    System.out.printf("ResNet-20, batch %d, samples a second%n", rows);
    sides.compare(rounds, seconds, 3);
  }
}
