package org.collapselab.datasets;

import java.util.Collections;
import java.util.List;

/**
 * The map x ↦ (x/divisor − mean_c)/std_c for each channel c; a constant channel has std 1.
 *
 * @param divisor 255 for images that are scaled, else 1
 * @param mean mean_c, one a channel
 * @param std std_c, one a channel, positive
 */
public record ChannelScaling(double divisor, List<Double> mean, List<Double> std) {
  public ChannelScaling {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != std.size() || !(divisor > 0) || std.stream().anyMatch(s -> !(s > 0))) {
      throw new IllegalArgumentException(
          ("a scaling needs a positive divisor, and one mean and one positive deviation per"
                  + " channel; got %s, %s, %s")
              .formatted(divisor, mean, std));
    }
  }

  static ChannelScaling byDivisor(int channels, double divisor) {
    return new ChannelScaling(
        divisor, Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
  }
}
