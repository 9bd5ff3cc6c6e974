package org.collapselab.models.dl4j;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.collapselab.models.NetworkState;
import org.collapselab.models.ParameterSpan;
import org.collapselab.models.Precision;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What training changes in a graph: parameters, updater state, number of steps. */
final class GraphState {
  private GraphState() {}

  static NetworkState of(ComputationGraph graph) {
    INDArray velocities = velocities(graph);
    return new NetworkState(
        graph.getIterationCount(),
        precision(graph),
        layout(graph),
        HostCopy.rowMajor(graph.params()),
        velocities == null ? new double[0] : HostCopy.rowMajor(velocities));
  }

  static void restore(ComputationGraph graph, NetworkState state) {
    require("network", state.layout(), layout(graph));
    require("precision", state.precision(), precision(graph));
    INDArray velocities = velocities(graph);
    long count = velocities == null ? 0 : velocities.length();
    require("optimizer", state.optimizer().length + " velocities", count + " velocities");
    assign(graph.params(), state.parameters());
    if (velocities != null) {
      assign(velocities, state.optimizer());
    }
    graph.getConfiguration().setIterationCount(Math.toIntExact(state.steps()));
  }

  /** The arrays are views of one vector, in another order than that of the table. */
  static List<ParameterSpan> spans(ComputationGraph graph) {
    long first = graph.params().offset();
    return graph.paramTable().entrySet().stream()
        .map(
            entry ->
                new ParameterSpan(
                    entry.getKey(),
                    Math.toIntExact(entry.getValue().offset() - first),
                    Math.toIntExact(entry.getValue().length())))
        .sorted(Comparator.comparingInt(ParameterSpan::from))
        .toList();
  }

  private static Precision precision(ComputationGraph graph) {
    return graph.params().dataType() == DataType.DOUBLE ? Precision.DOUBLE : Precision.FLOAT;
  }

  private static List<String> layout(ComputationGraph graph) {
    return graph.paramTable().entrySet().stream().map(GraphState::line).toList();
  }

  private static String line(Map.Entry<String, INDArray> parameter) {
    return parameter.getKey() + " " + Arrays.toString(parameter.getValue().shape());
  }

  private static INDArray velocities(ComputationGraph graph) {
    return graph.getUpdater().getStateViewArray();
  }

  private static void require(String what, Object given, Object wanted) {
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "the state belongs to another %s: it has %s, this one has %s"
              .formatted(what, given, wanted));
    }
  }

  private static void assign(INDArray target, double[] values) {
    try (INDArray source = Nd4j.createFromArray(values)) {
      target.assign(source.reshape(target.shape()));
    }
  }
}
