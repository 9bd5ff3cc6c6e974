package org.collapselab.models;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every parameter of a network by name, batch norm's included, whatever engine runs it: kernels as
 * d_out×d_in×k×k, weights of the head as d_in×d_out, row by row.
 */
final class NamedParameters {
  private NamedParameters() {}

  static Map<String, double[]> of(Network network) {
    double[] all = network.state().parameters();
    Map<String, double[]> parameters = new HashMap<>();
    for (ParameterSpan span : network.parameterSpans()) {
      parameters.put(
          span.name(), Arrays.copyOfRange(all, span.from(), span.from() + span.length()));
    }
    for (LayerInfo layer : network.layers()) {
      if (layer.inHead()) {
        parameters.computeIfPresent(layer.name() + "_W", (name, w) -> turned(w, layer));
      }
    }
    return parameters;
  }

  private static double[] turned(double[] w, LayerInfo layer) {
    double[] turned = new double[w.length];
    for (int i = 0; i < layer.outputs(); i++) {
      for (int j = 0; j < layer.inputs(); j++) {
        turned[j * layer.outputs() + i] = w[i * layer.inputs() + j];
      }
    }
    return turned;
  }
}
