package org.collapselab.datasets;

import java.util.List;
import org.collapselab.datasets.CatalogEntry.Format;

/** Data sets called "tiny" with any files and mirrors. */
final class TestSets {
  private TestSets() {}

  static CatalogEntry of(DataFile... files) {
    return of(List.of(), files);
  }

  static CatalogEntry of(List<Mirror> mirrors, DataFile... files) {
    return new CatalogEntry(
        "tiny",
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
