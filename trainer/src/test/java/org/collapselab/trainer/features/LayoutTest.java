package org.collapselab.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.datasets.arrays.ArrayFiles;
import org.collapselab.datasets.arrays.ArraySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  @TempDir Path dir;

  @Test
  void namesSayWhatArraysAre() throws IOException {
    double[] four = {1, 2, 3, 4};
    Path file =
        new Arrays()
            .put("features/fc10:pre", four, 2, 2)
            .put("features/fc2.post", four, 2, 2)
            .put("features/block/conv.1", four, 2, 2)
            .put("features/labels", new double[2], 2)
            .put("weights/fc10", four, 2, 2)
            .put("weights/fc2", four, 2, 2)
            .put("weights/fc10.bias", new double[2], 2)
            .put("biases/fc2", new double[2], 2)
            .put("logits", four, 2, 2)
            .put("optimizer/step", four, 2, 2)
            .npz(dir.resolve("a.npz"));
    try (ArraySource source = ArrayFiles.open(file)) {
      Layout layout = Layout.of(source);
      assertThat(layout.taps())
          .extracting(of -> of.tap().toString())
          .containsExactly("block.conv.1:post", "fc2:post", "fc10:pre");
      assertThat(layout.labels()).contains("features/labels");
      assertThat(layout.logits()).contains("logits");
      assertThat(layout.weights().keySet()).containsExactly("fc2", "fc10");
      assertThat(layout.biases())
          .containsEntry("fc10", "weights/fc10.bias")
          .containsEntry("fc2", "biases/fc2");
      assertThat(layout.others()).containsExactly("optimizer/step");
    }
  }
}
