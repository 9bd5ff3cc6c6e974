package org.collapselab.datasets;

import java.util.List;
import java.util.stream.Collectors;

/** The data sets known by name. */
public final class Catalog {
  private static final List<CatalogEntry> ALL =
      List.of(
          IdxSets.mnist10k(),
          IdxSets.mnist(),
          IdxSets.fashionMnist(),
          IdxSets.fashionMnist10k(),
          ArchiveSets.cifar10(),
          ArchiveSets.californiaHousing());

  private Catalog() {}

  /** Every data set; the embedded one first. */
  public static List<CatalogEntry> all() {
    return ALL;
  }

  /**
   * The data set called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static CatalogEntry get(String name) {
    return ALL.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return "unknown data set '"
        + name
        + "'; known: "
        + ALL.stream().map(CatalogEntry::name).collect(Collectors.joining(", "));
  }
}
