package org.collapselab.models;

import java.nio.file.Path;
import org.collapselab.models.dl4j.ImportedGraph;

/** Opens networks of others; {@link Engines} builds our own. */
public final class Networks {
  private Networks() {}

  /**
   * A network that somebody saved with Deeplearning4j. The file must come from a trusted source: it
   * decides which classes are loaded.
   *
   * @param channels,height,width shape of the samples
   * @throws java.io.UncheckedIOException if the file cannot be read or is no model, naming it
   * @throws IllegalArgumentException if it has not one input and one output
   */
  public static FeatureModel open(Path file, int channels, int height, int width) {
    return ImportedGraph.open(file, channels, height, width);
  }
}
