package org.collapselab.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.FileStatus.State;
import org.collapselab.datasets.Mirror.GzipFolder;
import org.collapselab.datasets.Mirror.TarGz;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches data sets over HTTPS into a {@link DataHome}. Mirrors are tried in order. A file gets its
 * name only after its uncompressed content has the right length and SHA-256, by an atomic rename. A
 * download that is cut off stays as {@code FILE.part} and is resumed by the next fetch; one that
 * proves wrong is deleted, and, if it had been resumed, fetched once more from its first byte.
 */
public final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final DataHome home;
  private final Progress progress;
  private final Duration timeout;

  /** Reports the progress of a download. */
  public interface Progress {
    /**
     * Called after each piece.
     *
     * @param address what is being fetched
     * @param done bytes so far, including resumed ones
     * @param total bytes in all, −1 if unknown
     */
    void update(String address, long done, long total);
  }

  public Fetcher(DataHome home, Progress progress) {
    this(home, progress, TIMEOUT);
  }

  Fetcher(DataHome home, Progress progress, Duration timeout) {
    this.home = home;
    this.progress = progress;
    this.timeout = timeout;
  }

  /**
   * Fetches the files of {@code set} that are missing or corrupt; present ones are left alone.
   *
   * @throws DataException if no mirror could serve a file (the message says why, mirror by mirror),
   *     or the data directory cannot be written
   */
  public void fetch(CatalogEntry set) {
    List<DataFile> missing = missing(set);
    if (missing.isEmpty()) {
      return;
    }
    createDirectory(set);
    List<String> failures = new ArrayList<>();
    for (Mirror mirror : set.mirrors()) {
      try {
        fetch(set, mirror, missing);
        return;
      } catch (MirrorFailure e) {
        LOG.info("{}: {}", mirror.uri(), e.getMessage());
        failures.add(mirror.uri() + ": " + e.getMessage());
        missing = missing(set);
      }
    }
    throw new DataException(
        ("could not fetch %s of data set '%s':%n  %s%n"
                + "check the network, or copy the files to %s by hand")
            .formatted(
                missing.stream().map(DataFile::name).toList(),
                set.name(),
                failures.isEmpty()
                    ? "it has no mirrors"
                    : String.join("%n  ".formatted(), failures),
                home.folder(set)));
  }

  private List<DataFile> missing(CatalogEntry set) {
    return home.verify(set).stream()
        .filter(status -> status.state() != State.PRESENT)
        .map(FileStatus::file)
        .toList();
  }

  private void fetch(CatalogEntry set, Mirror mirror, List<DataFile> files) throws MirrorFailure {
    if (mirror instanceof GzipFolder folder) {
      for (DataFile file : files) {
        fetchGzip(set, folder.fileUri(file), file);
      }
    } else if (mirror instanceof TarGz archive) {
      fetchArchive(set, archive, files);
    }
  }

  private void fetchGzip(CatalogEntry set, URI uri, DataFile file) throws MirrorFailure {
    Path target = home.gzipPath(set, file);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    // gzip adds at most a few bytes per 16 KiB block to incompressible data.
    long limit = file.byteLength() + file.byteLength() / 100 + 1024L;
    fetchChecked(new Download(uri, part, limit, progress, timeout), part, () -> check(part, file));
    install(part, target, home.plainPath(set, file));
  }

  private static void check(Path part, DataFile file) throws MirrorFailure, IOException {
    Optional<String> damage = CheckedContent.read(NamedSource.of(part), file).damage();
    if (damage.isPresent()) {
      throw new MirrorFailure("what it sent is not " + file.name() + ": " + damage.get());
    }
  }

  private void fetchArchive(CatalogEntry set, TarGz mirror, List<DataFile> files)
      throws MirrorFailure {
    Path part = home.folder(set).resolve(set.name() + ".tar.gz.part");
    long limit = TarGzExtractor.limit(set);
    TarGzExtractor extractor = new TarGzExtractor(mirror, files);
    fetchChecked(
        new Download(mirror.uri(), part, limit, progress, timeout),
        part,
        () -> extractor.extract(part, limit, (file, content) -> store(set, file, content)));
    delete(part);
  }

  private interface Check {
    void run() throws MirrorFailure, IOException;
  }

  private static void fetchChecked(Download download, Path part, Check check) throws MirrorFailure {
    boolean resumed = download.run();
    try {
      checkOrDelete(part, check);
    } catch (MirrorFailure e) {
      if (!resumed) {
        throw e;
      }
      LOG.info("{} joins two downloads and is not the expected file; starting over", part);
      download.run();
      checkOrDelete(part, check);
    }
  }

  private static void checkOrDelete(Path part, Check check) throws MirrorFailure {
    try {
      check.run();
    } catch (MirrorFailure e) {
      delete(part);
      throw e;
    } catch (IOException e) {
      throw DataException.unwritable(part, e);
    }
  }

  private void store(CatalogEntry set, DataFile file, byte[] content) {
    Path target = home.plainPath(set, file);
    Path temporary = target.resolveSibling(file.name() + ".tmp");
    try {
      Files.write(temporary, content);
    } catch (IOException e) {
      delete(temporary);
      throw DataException.unwritable(temporary, e);
    }
    install(temporary, target, home.gzipPath(set, file));
  }

  /** Gives a verified file its name; the other form, missing or corrupt, must not shadow it. */
  private static void install(Path verified, Path target, Path otherForm) {
    try {
      Files.move(
          verified, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(otherForm);
    } catch (IOException e) {
      throw DataException.unwritable(target, e);
    }
  }

  private void createDirectory(CatalogEntry set) {
    Path dir = home.folder(set);
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw DataException.unwritable(dir, e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw DataException.unwritable(path, e);
    }
  }
}
