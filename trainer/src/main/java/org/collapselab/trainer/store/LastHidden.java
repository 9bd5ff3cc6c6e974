package org.collapselab.trainer.store;

/**
 * The last hidden layer of a network, whose features enter the last weight matrix. In a
 * configuration the word {@link #WORD} stands for it.
 *
 * @param place its features after the activation
 */
public record LastHidden(LayerTap place) {
  /** The word for this layer, where layers are named. */
  public static final String WORD = "last";

  /**
   * The layer and tap that are meant by a layer and tap as written.
   *
   * @param layer a name, or {@link #WORD}
   * @param tap empty for the features after the activation, if the layer is {@link #WORD}
   */
  public LayerTap meant(String layer, String tap) {
    if (!layer.equals(WORD)) {
      return new LayerTap(layer, tap);
    }
    return tap.isEmpty() ? place : new LayerTap(place.layer(), tap);
  }

  /**
   * The layer and tap that are meant by {@code layer:tap} as written, or by {@link #WORD} alone.
   *
   * @param written empty for the network
   * @throws IllegalArgumentException if it has another form
   */
  public LayerTap meant(String written) {
    return written.equals(WORD) ? place : LayerTap.of(written);
  }
}
