package org.collapselab.datasets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.collapselab.datasets.Mirror.TarGz;

/**
 * Takes the wanted files out of a {@code .tar.gz}. Only regular entries with exactly the names that
 * the mirror lists are read, into memory; each is verified before it is passed on. Entry names
 * never become paths.
 */
final class TarGzExtractor {
  /** What an entry may have beyond the length of its file, e.g. CR LF line ends. */
  private static final long SLACK = 1 << 16;

  private final TarGz mirror;
  private final List<DataFile> wanted;

  TarGzExtractor(TarGz mirror, List<DataFile> wanted) {
    this.mirror = mirror;
    this.wanted = wanted;
  }

  interface Sink {
    void accept(DataFile file, byte[] content);
  }

  /**
   * Most bytes of an archive of these files: other entries are small, and gzip never expands much.
   */
  static long limit(CatalogEntry set) {
    return 2 * set.files().stream().mapToLong(DataFile::byteLength).sum() + (16 << 20);
  }

  /**
   * Passes every wanted file to {@code sink}.
   *
   * @param limit most bytes unpacked
   * @throws MirrorFailure if the archive is damaged, or lacks a wanted file, or holds another one
   */
  void extract(Path archive, long limit, Sink sink) throws MirrorFailure {
    List<DataFile> missing = new ArrayList<>(wanted);
    try (InputStream unpacked = new Limited(NamedSource.of(archive).open(), limit);
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && !missing.isEmpty()) {
        Optional<DataFile> file = fileOf(entry, missing);
        if (file.isPresent()) {
          sink.accept(file.get(), content(tar, entry, file.get()));
          missing.remove(file.get());
        }
        entry = tar.getNextEntry();
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MirrorFailure("its archive is damaged (" + e + ")", e);
    }
    if (!missing.isEmpty()) {
      throw new MirrorFailure("its archive lacks " + missing.stream().map(DataFile::name).toList());
    }
  }

  private Optional<DataFile> fileOf(TarArchiveEntry entry, List<DataFile> files) {
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
      return Optional.empty();
    }
    String name = mirror.entries().get(entry.getName());
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private byte[] content(InputStream tar, TarArchiveEntry entry, DataFile file)
      throws IOException, MirrorFailure {
    if (entry.getSize() > file.byteLength() + SLACK) {
      throw new MirrorFailure(
          "archive entry %s has %d bytes, too many for %s"
              .formatted(entry.getName(), entry.getSize(), file.name()));
    }
    byte[] content = mirror.form().toFile(tar.readNBytes((int) entry.getSize()));
    Optional<String> damage =
        CheckedContent.read(NamedSource.of(entry.getName(), content), file).damage();
    if (damage.isPresent()) {
      throw new MirrorFailure(
          "archive entry %s is not the expected file: %s".formatted(entry.getName(), damage.get()));
    }
    return content;
  }

  /** Fails after {@code limit} bytes. */
  private static final class Limited extends FilterInputStream {
    private final long limit;
    private long count;

    Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      add(Math.max(n, 0));
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      add(skipped);
      return skipped;
    }

    private void add(long n) throws IOException {
      count += n;
      if (count > limit) {
        throw new IOException("it unpacks to more than " + limit + " bytes");
      }
    }
  }
}
