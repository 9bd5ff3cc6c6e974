package org.collapselab.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.Pointer;
import org.collapselab.models.Architecture;
import org.collapselab.models.Batch;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.LayerInfo;
import org.collapselab.models.MlpSpec;
import org.collapselab.models.Network;
import org.collapselab.models.ResNetSpec;
import org.collapselab.models.Shortcut;
import org.collapselab.models.torch.TorchEngine;
import org.collapselab.theory.Activation;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Both engines behind {@link Network}, on equal networks and batches. */
@Command(
    name = "engine",
    description = "Deeplearning4j and libtorch behind the same interface, batch 128, FP32.",
    mixinStandardHelpOptions = true)
final class EngineBenchmark implements Callable<Integer> {
  private static final int PARTS = 4;

  private enum Model {
    MLP,
    RESNET20
  }

  @Option(
      names = "--model",
      defaultValue = "RESNET20",
      description = "784-4x512-10 or ResNet-20 with projections; default ${DEFAULT-VALUE}")
  private Model model;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "rounds to time; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "length of each turn in a round; default ${DEFAULT-VALUE}")
  private double seconds;

  @Option(
      names = "--alone",
      description =
          "run only this engine: seconds to its first step, memory, hash of its parameters")
  private EngineName alone;

  @Option(
      names = "--steps",
      defaultValue = "400",
      description = "steps to take with --alone; default ${DEFAULT-VALUE}")
  private int steps;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "device of libtorch: cpu, cuda, cuda:1; default ${DEFAULT-VALUE}")
  private String device;

  @Override
  public Integer call() {
    Batch batch = batch();
    if (alone != null) {
      runAlone(batch);
    } else {
      compare(batch);
    }
    return 0;
  }

  private Architecture architecture() {
    return model == Model.RESNET20
        ? ResNetSpec.cifar(20, Shortcut.PROJECTION, Steps.CLASSES)
        : new MlpSpec(
            784,
            Collections.nCopies(4, 512),
            Steps.CLASSES,
            Activation.RELU,
            true,
            true,
            1,
            false,
            1);
  }

  private Batch batch() {
    return Steps.batch(
        architecture() instanceof ResNetSpec images
            ? images.channels() * images.height() * images.width()
            : 784);
  }

  private Network network(EngineName name) {
    Engine engine =
        name == EngineName.LIBTORCH ? TorchEngine.on(device) : Engines.of(EngineName.DL4J);
    return engine.network(architecture(), Steps.training());
  }

  private void runAlone(Batch batch) {
    try (Network network = network(alone)) {
      network.step(batch);
      long started = ManagementFactory.getRuntimeMXBean().getStartTime();
      System.out.printf(
          "First step %.1f s after the start%n", (System.currentTimeMillis() - started) / 1e3);
      for (int part = 1; part <= PARTS; part++) {
        take(network, batch, steps / PARTS);
        System.out.printf(
            "%d steps, %d MB resident%n", network.steps(), Pointer.physicalBytes() >> 20);
      }
      System.out.println("Greatest resident set: " + Memory.peak());
      System.out.println("Parameters " + network.parameterHash());
    }
  }

  private static void take(Network network, Batch batch, int count) {
    for (int step = 0; step < count; step++) {
      network.step(batch);
    }
  }

  private void compare(Batch batch) {
    try (Network dl4j = network(EngineName.DL4J);
        Network torch = network(EngineName.LIBTORCH)) {
      printAgreement(dl4j, torch, batch);
      System.out.println(model + ", samples a second: median; ratio to libtorch:");
      System.out.println("median (least to greatest) over the rounds.");
      List<Contender> contenders =
          List.of(
              new Contender("Deeplearning4j", count -> take(dl4j, batch, count)),
              new Contender("libtorch", count -> take(torch, batch, count)));
      Steps.print(Rounds.run(contenders, rounds, seconds, 3), contenders.size());
    }
  }

  private static void printAgreement(Network dl4j, Network torch, Batch batch) {
    if (!dl4j.parameterHash().equals(torch.parameterHash())) {
      throw new IllegalStateException("the engines do not start from the same weights");
    }
    System.out.println("Step   objective   difference");
    for (int step = 1; step <= 10; step++) {
      double expected = dl4j.step(batch);
      double gap = Math.abs(torch.step(batch) - expected) / expected;
      System.out.printf("%4d %11.6f   %.1e%n", step, expected, gap);
    }
    double worst = 0;
    for (LayerInfo layer : dl4j.layers()) {
      worst = Math.max(worst, distance(dl4j.weights(layer.name()), torch.weights(layer.name())));
    }
    System.out.printf("Weights then differ by at most %.1e of a matrix's norm.%n%n", worst);
  }

  private static double distance(DMatrixRMaj expected, DMatrixRMaj actual) {
    double gap = 0;
    double norm = 0;
    for (int i = 0; i < expected.getNumElements(); i++) {
      double e = expected.get(i);
      gap += (e - actual.get(i)) * (e - actual.get(i));
      norm += e * e;
    }
    return Math.sqrt(gap / norm);
  }
}
