package org.collapselab.cli;

import java.util.Iterator;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.CatalogEntry;

/** Names of the data sets, for completion. */
final class SetNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalog.all().stream().map(CatalogEntry::name).iterator();
  }
}
