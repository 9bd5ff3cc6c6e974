package org.collapselab.models;

/**
 * Two 3×3 convolutions and what is added to their output.
 *
 * @param name {@code s2b1} is the first block of the second stage
 * @param inputChannels channels that enter
 * @param channels channels that leave
 * @param stride 2 at the first block of every stage but the first, otherwise 1
 * @param height of the output
 * @param width of the output
 */
public record ResidualBlock(
    String name, int inputChannels, int channels, int stride, int height, int width) {

  /** Whether the output has another shape than the input, so that a shortcut is needed. */
  public boolean changesShape() {
    return stride != 1 || inputChannels != channels;
  }
}
