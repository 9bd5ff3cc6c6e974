package org.collapselab.models.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.collapselab.models.NetworkState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What training changes in a graph: parameters, updater state, number of steps. */
final class GraphState {
  private GraphState() {}

  static NetworkState of(ComputationGraph graph) {
    INDArray velocities = velocities(graph);
    return new NetworkState(
        graph.getIterationCount(),
        layout(graph),
        HostCopy.rowMajor(graph.params()),
        velocities == null ? new double[0] : HostCopy.rowMajor(velocities));
  }

  static void restore(ComputationGraph graph, NetworkState state) {
    if (!layout(graph).equals(state.layout())) {
      throw new IllegalArgumentException(
          "the state is that of another network: it has the parameters %s, this network %s"
              .formatted(state.layout(), layout(graph)));
    }
    assign(graph.params(), state.parameters(), "parameters");
    INDArray velocities = velocities(graph);
    long expected = velocities == null ? 0 : velocities.length();
    if (state.optimizer().length != expected) {
      throw new IllegalArgumentException(
          "the state is that of another optimizer: it has %d velocities, this network %d"
              .formatted(state.optimizer().length, expected));
    }
    if (velocities != null) {
      assign(velocities, state.optimizer(), "velocities");
    }
    graph.getConfiguration().setIterationCount(Math.toIntExact(state.steps()));
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

  private static void assign(INDArray target, double[] values, String what) {
    if (target.length() != values.length) {
      throw new IllegalArgumentException(
          "the state has %d %s, this network %d".formatted(values.length, what, target.length()));
    }
    try (INDArray source = Nd4j.createFromArray(values)) {
      target.assign(source.reshape(target.shape()));
    }
  }
}
