package org.collapselab.studies.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.Samples;
import org.collapselab.models.EngineName;
import org.collapselab.models.NativeLimit;
import org.collapselab.models.Network;
import org.collapselab.models.NetworkState;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.run.RunPlan;
import org.collapselab.trainer.run.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does {@link CardTask}s on the device of this process. */
final class CardWork implements CardSide {
  private static final Logger LOG = LoggerFactory.getLogger(CardWork.class);
  private static final int LOOKS = 40; // at memory
  private static final int OUTPUT_ROWS = 100;

  private final EngineName engine;
  private final CardSize size;
  private final DataHome home;
  private final Workers workers;
  private final Optional<CardMemory> card;

  /**
   * @param workers share the work, as in a run
   * @param card the memory of the card, if this process computes on one
   */
  CardWork(
      EngineName engine, CardSize size, DataHome home, Workers workers, Optional<CardMemory> card) {
    this.engine = engine;
    this.size = size;
    this.home = home;
    this.workers = workers;
    this.card = card;
  }

  @Override
  public CardAnswer ask(CardTask task) {
    try {
      RunPlan plan = task.network().plan(engine, task.batch(), task.data(), home).with(workers);
      return switch (task.kind()) {
        case TRAIN -> train(plan);
        case RESUME -> resume(plan);
        case MEMORY -> watchMemory(plan);
        case SPEED -> measureSpeed(plan);
      };
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.warn("{} failed", task.words(), e);
      return CardAnswer.failed(String.valueOf(e).replaceAll("\\R\\s*", " "));
    }
  }

  private static Network network(RunPlan plan) {
    return plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
  }

  private CardAnswer train(RunPlan plan) {
    try (Network network = network(plan)) {
      double[] objectives = take(plan, network, size.steps());
      return new CardAnswer(
          null,
          network.parameterHash(),
          Map.of(CardAnswer.OBJECTIVES, objectives, CardAnswer.OUTPUTS, outputs(plan, network)));
    }
  }

  private static double[] take(RunPlan plan, Network network, int count) {
    double[] objectives = new double[count];
    try (Steps steps = Steps.of(plan, network)) {
      for (int i = 0; i < count; i++) {
        objectives[i] = steps.take();
      }
    }
    return objectives;
  }

  private static double[] outputs(RunPlan plan, Network network) {
    Samples samples = plan.train();
    int rows = Math.min(OUTPUT_ROWS, samples.size());
    float[] inputs = new float[rows * samples.dim()];
    for (int row = 0; row < rows; row++) {
      samples.copyRow(row, inputs, row * samples.dim());
    }
    String tap = network.logitsTap();
    return network.activations(inputs, rows, List.of(tap)).get(tap);
  }

  private CardAnswer resume(RunPlan plan) {
    NetworkState state;
    try (Network first = network(plan)) {
      take(plan, first, size.steps() / 2);
      state = first.state();
    }
    try (Network second = network(plan)) {
      second.restore(state);
      take(plan, second, size.steps() - size.steps() / 2);
      return new CardAnswer(null, second.parameterHash(), Map.of());
    }
  }

  /** From a tenth of the steps on, when caches are filled and code is compiled. */
  private CardAnswer watchMemory(RunPlan plan) {
    List<Double> process = new ArrayList<>();
    List<Double> used = new ArrayList<>();
    int between = Math.max(1, size.memorySteps() / LOOKS);
    try (Network network = network(plan);
        Steps steps = Steps.of(plan, network)) {
      for (int step = 1; step <= size.memorySteps(); step++) {
        steps.take();
        if (step >= size.memorySteps() / 10 && step % between == 0) {
          process.add((double) NativeLimit.held());
          card.ifPresent(
              memory ->
                  used.add(
                      memory
                          .bytes()
                          .orElseThrow(
                              () ->
                                  new IllegalStateException(
                                      "nvidia-smi does not say how much memory is in use"))));
        }
      }
    }
    Map<String, double[]> numbers = new HashMap<>();
    numbers.put(CardAnswer.PROCESS, array(process));
    if (card.isPresent()) {
      numbers.put(CardAnswer.CARD, array(used));
    }
    return new CardAnswer(null, null, numbers);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private CardAnswer measureSpeed(RunPlan plan) {
    double[] speeds = new double[size.rounds() + 1];
    try (Network network = network(plan);
        Steps steps = Steps.of(plan, network)) {
      for (int round = 0; round < speeds.length; round++) {
        speeds[round] = steps.samplesPerSecond(size.seconds());
      }
    }
    double[] counted = Arrays.copyOfRange(speeds, 1, speeds.length);
    return new CardAnswer(null, null, Map.of(CardAnswer.SPEEDS, counted));
  }

  @Override
  public void close() {
    workers.close();
  }
}
