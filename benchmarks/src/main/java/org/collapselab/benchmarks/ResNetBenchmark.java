package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.collapselab.models.Networks;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Training steps of ResNet-20 with projections, batch 128 of 3×32×32, FP32. */
@Command(
    name = "resnet20",
    description = "Training steps of ResNet-20, batch 128 of 3x32x32, FP32.",
    mixinStandardHelpOptions = true)
final class ResNetBenchmark implements Callable<Integer> {
  @Option(names = "--rounds", defaultValue = "9", description = "rounds to time; default ${DEFAULT-VALUE}")
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

  @Override
  public Integer call() {
    ResNetSpec spec = ResNetSpec.cifar(20, Shortcut.PROJECTION, Steps.CLASSES);
    Batch batch = Steps.batch(spec.channels() * spec.height() * spec.width());
    try (Network network = Networks.resNet(spec, Steps.training())) {
      if (alone > 0) {
        Contender ours = ours(network, batch);
        System.out.printf("%.0f samples/s%n", Steps.ROWS * ours.speed(alone));
        System.out.println("Greatest resident set: " + Memory.peak());
      } else {
        compare(spec, network, batch);
      }
    }
    return 0;
  }

  private void compare(ResNetSpec spec, Network network, Batch batch) {
    set_num_threads(1);
    LibtorchTraining planes =
        LibtorchResNet.training(spec, network, batch, MemoryFormat.Contiguous);
    LibtorchTraining last =
        LibtorchResNet.training(spec, network, batch, MemoryFormat.ChannelsLast);
    planes.checkAgreement("libtorch", network, batch);
    System.out.println("ResNet-20, samples a second: median; ratio to the faster of libtorch:");
    System.out.println("median (least to greatest) over the rounds.");
    List<Contender> contenders =
        List.of(
            ours(network, batch),
            new Contender("libtorch, N x C x H x W", planes::steps),
            new Contender("libtorch, channels last", last::steps));
    Rounds result = Rounds.run(contenders, rounds, seconds, 3);
    Steps.print(result, contenders.size());
    System.out.println("Collapse Lab to libtorch, N x C x H x W: " + result.ratio(0, 1));
  }

  private static Contender ours(Network network, Batch batch) {
    return new Contender(
        "Collapse Lab",
        count -> {
          for (int step = 0; step < count; step++) {
            network.step(batch);
          }
        });
  }
}
