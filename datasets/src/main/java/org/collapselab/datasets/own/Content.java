package org.collapselab.datasets.own;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.NamedSource;
import org.collapselab.datasets.OwnDataException;

/**
 * A file in memory, unpacked if it was gzipped.
 *
 * @param file for messages
 * @param name for the provenance, which does not change when the data are moved
 */
record Content(Path file, String name, byte[] bytes) {
  private static final int MOST = Integer.MAX_VALUE - 8;

  static Content read(Path file, String name) {
    try (InputStream in = NamedSource.of(file).open()) {
      byte[] bytes = in.readNBytes(MOST);
      if (in.read() >= 0) {
        throw new OwnDataException(file + " has more than 2 GiB; split it, or store it as .npz");
      }
      return new Content(file, name, bytes);
    } catch (ZipException | EOFException e) {
      throw new OwnDataException(file + ": its gzip data are damaged or cut off; replace it", e);
    } catch (IOException e) {
      throw OwnDataException.unreadable(file, e);
    }
  }

  FileHash hash() {
    return new FileHash(name, Digests.hex(bytes));
  }

  NamedSource source() {
    return NamedSource.of(file.toString(), bytes);
  }
}
