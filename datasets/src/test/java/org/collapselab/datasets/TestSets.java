package org.collapselab.datasets;

import java.util.List;
import org.collapselab.datasets.Dataset.Format;

/** Data sets called "tiny" with any files and mirrors. */
final class TestSets {
  private TestSets() {}

  static Dataset of(DataFile... files) {
    return of(List.of(), files);
  }

  static Dataset of(List<Mirror> mirrors, DataFile... files) {
    return new Dataset(
        "tiny",
        "",
        Format.CIFAR_BINARY,
        List.of(files),
        new Shape(3, 32, 32),
        List.of("a"),
        1,
        0,
        1,
        "",
        "",
        false,
        mirrors);
  }
}
