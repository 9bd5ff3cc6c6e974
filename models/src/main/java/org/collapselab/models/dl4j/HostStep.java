package org.collapselab.models.dl4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.collapselab.theory.parallel.Workers;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * One optimiser step of a graph whose FP32 arrays lie in main memory. The graph computes the
 * gradient; division by the batch, penalty, momentum, decay and the step itself are then one pass
 * over weights, velocities and gradient, where the engine makes seven. The pass also sums ‖W‖² for
 * the score. It is cut into pieces.
 */
final class HostStep {
  private static final int PIECE = 64 * HostView.BLOCK;
  private static final int FLUSH = 64; // blocks of squares summed in FP32 before FP64 takes over

  private enum Rule {
    /** The gradient is the step: running statistics of batch norm. */
    DIRECT,
    SGD,
    HEAVY_BALL,
    NESTEROV
  }

  /**
   * A parameter array in the vector of all.
   *
   * @param velocityOffset what to add to a place to find its velocity
   */
  private record Parameter(
      int from,
      int to,
      int velocityOffset,
      Rule rule,
      IUpdater updater,
      boolean isMean,
      List<Regularization> penalties) {}

  private record Piece(Parameter parameter, int from, int to) {}

  /** The factors of a step. */
  private record Factors(
      float batch, float penalty, float momentum, float rate, float decay, double score) {}

  private final ComputationGraph graph;
  private final Workers workers;
  private final List<Piece> pieces;

  private HostStep(ComputationGraph graph, Workers workers) {
    this.graph = graph;
    this.workers = workers;
    this.pieces = parameters(graph).flatMap(HostStep::cut).toList();
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof HostLayer host) {
        host.leavePenalties();
      }
    }
  }

  static boolean isPossible(ComputationGraph graph) {
    return HostView.isPossible(graph.params().dataType());
  }

  static HostStep of(ComputationGraph graph, Workers workers) {
    return new HostStep(graph, workers);
  }

  private static Stream<Parameter> parameters(ComputationGraph graph) {
    return graph.getUpdater().getUpdaterBlocks().stream()
        .flatMap(
            block ->
                block.getLayersAndVariablesInBlock().stream()
                    .map(array -> parameter(block, array)));
  }

  private static Parameter parameter(UpdaterBlock block, UpdaterBlock.ParamState array) {
    TrainingConfig config = array.getLayer().getConfig();
    IUpdater updater = config.getUpdaterByParam(array.getParamName());
    List<Regularization> penalties = config.getRegularizationByParam(array.getParamName());
    return new Parameter(
        array.getParamOffsetStart(),
        array.getParamOffsetEnd(),
        block.getUpdaterViewOffsetStart() - block.getParamOffsetStart(),
        rule(updater),
        updater,
        array.getLayer().updaterDivideByMinibatch(array.getParamName()),
        penalties == null ? List.of() : List.copyOf(penalties));
  }

  private static Rule rule(IUpdater updater) {
    if (updater instanceof MomentumUpdater momentum) {
      return momentum.isNesterov() ? Rule.NESTEROV : Rule.HEAVY_BALL;
    }
    if (updater instanceof Sgd) {
      return Rule.SGD;
    }
    if (updater instanceof NoOp) {
      return Rule.DIRECT;
    }
    throw new IllegalArgumentException("no step for " + updater);
  }

  private static Stream<Piece> cut(Parameter parameter) {
    List<Piece> cut = new ArrayList<>();
    for (int from = parameter.from; from < parameter.to; from += PIECE) {
      cut.add(new Piece(parameter, from, Math.min(parameter.to, from + PIECE)));
    }
    return cut.stream();
  }

  /**
   * Takes the step for the gradient that the graph has computed.
   *
   * @return the penalties before it
   */
  double take(int batch) {
    FloatBuffer w = HostView.floats(graph.params());
    FloatBuffer g = HostView.floats(graph.getFlattenedGradients());
    FloatBuffer v =
        graph.getUpdater().getStateViewArray() == null
            ? FloatBuffer.allocate(0)
            : HostView.floats(graph.getUpdater().getStateViewArray());
    int iteration = graph.getIterationCount();
    double penalties =
        workers.sum(
            pieces.size(),
            i -> {
              Factors factors = factors(pieces.get(i).parameter, batch, iteration);
              return new Pass(w, g, v, pieces.get(i), factors).run();
            });
    graph.getConfiguration().setIterationCount(iteration + 1);
    return penalties;
  }

  private static Factors factors(Parameter parameter, int batch, int iteration) {
    double rate =
        parameter.rule == Rule.DIRECT ? 1 : parameter.updater.getLearningRate(iteration, 0);
    double penalty = 0;
    double decay = 0;
    for (Regularization of : parameter.penalties) {
      if (of instanceof WeightPenalty weight) {
        penalty += weight.lambdaAt(iteration);
      } else if (of instanceof WeightDecay coupled) {
        decay += coupled.getCoeff().valueAt(iteration, 0);
      } else {
        throw new IllegalArgumentException("no step for " + of);
      }
    }
    double momentum = parameter.updater instanceof MomentumUpdater m ? m.getMomentum() : 0;
    return new Factors(
        parameter.isMean ? batch : 1,
        (float) penalty,
        (float) momentum,
        (float) rate,
        (float) (decay * rate),
        (penalty + decay) / 2);
  }

  /** The step of one piece. */
  private static final class Pass {
    private final FloatBuffer weights;
    private final FloatBuffer gradient;
    private final FloatBuffer velocities;
    private final Piece piece;
    private final Factors factors;
    private final float[] w = new float[HostView.BLOCK];
    private final float[] g = new float[HostView.BLOCK];
    private final float[] v = new float[HostView.BLOCK];
    private final float[] squares = new float[HostView.BLOCK];

    Pass(
        FloatBuffer weights,
        FloatBuffer gradient,
        FloatBuffer velocities,
        Piece piece,
        Factors factors) {
      this.weights = weights;
      this.gradient = gradient;
      this.velocities = velocities;
      this.piece = piece;
      this.factors = factors;
    }

    /** Returns the penalties of the weights before the step. */
    double run() {
      boolean counts = factors.score > 0;
      double sum = 0;
      int blocks = 0;
      for (int from = piece.from; from < piece.to; from += w.length) {
        int n = Math.min(w.length, piece.to - from);
        weights.get(from, w, 0, n);
        gradient.get(from, g, 0, n);
        if (counts) {
          addSquares(w, squares, n);
          if (++blocks % FLUSH == 0) {
            sum += drain(squares);
          }
        }
        addPenalty(g, w, factors.batch, factors.penalty, n);
        step(from, n);
        weights.put(from, w, 0, n);
      }
      return counts ? factors.score * (sum + drain(squares)) : 0;
    }

    private void step(int from, int n) {
      Rule rule = piece.parameter.rule;
      if (rule == Rule.DIRECT || rule == Rule.SGD) {
        plain(w, g, factors.rate, factors.decay, n);
        return;
      }
      int at = from + piece.parameter.velocityOffset;
      velocities.get(at, v, 0, n);
      if (rule == Rule.NESTEROV) {
        lookAhead(w, v, g, factors.momentum, factors.rate, factors.decay, n);
      } else {
        heavyBall(w, v, g, factors.momentum, factors.rate, factors.decay, n);
      }
      velocities.put(at, v, 0, n);
    }

    private static void addSquares(float[] x, float[] squares, int n) {
      for (int i = 0; i < n; i++) {
        squares[i] += x[i] * x[i];
      }
    }

    private static double drain(float[] values) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[i];
        values[i] = 0;
      }
      return sum;
    }

    private static void addPenalty(float[] g, float[] w, float batch, float penalty, int n) {
      for (int i = 0; i < n; i++) {
        g[i] = g[i] / batch + penalty * w[i];
      }
    }

    private static void plain(float[] w, float[] g, float rate, float decay, int n) {
      for (int i = 0; i < n; i++) {
        w[i] -= rate * g[i] + decay * w[i];
      }
    }

    private static void heavyBall(
        float[] w, float[] v, float[] g, float momentum, float rate, float decay, int n) {
      for (int i = 0; i < n; i++) {
        v[i] = momentum * v[i] + g[i];
        w[i] -= rate * v[i] + decay * w[i];
      }
    }

    private static void lookAhead(
        float[] w, float[] v, float[] g, float momentum, float rate, float decay, int n) {
      for (int i = 0; i < n; i++) {
        v[i] = momentum * v[i] + g[i];
        w[i] -= rate * (g[i] + momentum * v[i]) + decay * w[i];
      }
    }
  }
}
