package org.collapselab.datasets;

import java.net.URI;
import java.util.Map;

/** A public place to fetch the files of a data set from. */
public sealed interface Mirror {
  /** Where downloads start; messages show it. */
  URI uri();

  /** A folder with one gzip file {@code NAME.gz} for each file of the set. */
  record GzipFolder(URI uri) implements Mirror {
    URI fileUri(DataFile file) {
      return URI.create(uri + (uri.toString().endsWith("/") ? "" : "/") + file.name() + ".gz");
    }
  }

  /**
   * One {@code .tar.gz} with all files of the set.
   *
   * @param entries the only entries that are read, by exact name, with the file that each becomes
   * @param form how an entry's bytes become the file's bytes
   */
  record TarGz(URI uri, Map<String, String> entries, EntryForm form) implements Mirror {
    public TarGz {
      entries = Map.copyOf(entries);
    }
  }

  /** How an archive entry becomes a data file. */
  enum EntryForm {
    /** Byte for byte. */
    AS_IS {
      @Override
      byte[] toFile(byte[] entry) {
        return entry;
      }
    },
    /** StatLib's {@code cal_housing.data}: gets a header line, and lines end in LF. */
    CAL_HOUSING_DATA {
      @Override
      byte[] toFile(byte[] entry) {
        return CaliforniaHousing.toCsv(entry);
      }
    };

    abstract byte[] toFile(byte[] entry);
  }
}
