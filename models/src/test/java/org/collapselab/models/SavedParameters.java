package org.collapselab.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Every parameter of a network by name, batch norm's included, as a saved model has them. */
final class SavedParameters {
  private SavedParameters() {}

  static Map<String, double[]> of(Network network) {
    try {
      Path file = Files.createTempFile("network", ".zip");
      network.save(file);
      ComputationGraph graph = ComputationGraph.load(file.toFile(), false);
      Files.delete(file);
      Map<String, double[]> parameters = new HashMap<>();
      graph.paramTable().forEach((name, w) -> parameters.put(name, w.dup('c').data().asDouble()));
      graph.close();
      return parameters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
