package org.collapselab.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.datasets.FileStatus.State;

/**
 * The directory that holds the data sets, as {@code DIR/SET/FILE} or {@code DIR/SET/FILE.gz} (the
 * plain file wins). Files are verified by the SHA-256 of their uncompressed content each time they
 * are read. Embedded sets are read from the program itself.
 */
public final class DataHome {
  /** Environment variable that names the directory. */
  public static final String ENVIRONMENT_VARIABLE = "COLLAPSE_DATA";

  private final Path dir;

  private DataHome(Path dir) {
    this.dir = dir.toAbsolutePath().normalize();
  }

  /** The data sets in {@code dir}, which need not exist yet. */
  public static DataHome of(Path dir) {
    return new DataHome(dir);
  }

  /**
   * The directory to use: {@code explicit} if given, else the environment variable {@value
   * #ENVIRONMENT_VARIABLE} if set and not blank, else {@code ~/.cache/collapselab}.
   */
  public static DataHome resolve(Optional<Path> explicit) {
    return resolve(explicit, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static DataHome resolve(Optional<Path> explicit, Map<String, String> environment, Path userHome) {
    Path fallback = userHome.resolve(".cache").resolve("collapselab");
    return of(
        explicit
            .or(
                () ->
                    Optional.ofNullable(environment.get(ENVIRONMENT_VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of))
            .orElse(fallback));
  }

  /** The directory, absolute. */
  public Path dir() {
    return dir;
  }

  /** Names of the data sets whose files are all there; their content is not checked. */
  public List<String> list() {
    return Catalog.all().stream()
        .filter(set -> set.files().stream().allMatch(file -> find(set, file).isPresent()))
        .map(CatalogEntry::name)
        .toList();
  }

  /** Names of the data sets of which a file or the folder is there. */
  public List<String> begun() {
    return Catalog.all().stream()
        .filter(set -> set.embedded() || Files.exists(folder(set)))
        .map(CatalogEntry::name)
        .toList();
  }

  /** Where the files of a set lie that is not embedded. */
  public Path folder(CatalogEntry set) {
    return dir.resolve(set.folder());
  }

  /**
   * Reads and hashes every file of {@code set}.
   *
   * @throws DataException if a file is there but cannot be read
   */
  public List<FileStatus> verify(CatalogEntry set) {
    return set.files().stream().map(file -> verify(set, file)).toList();
  }

  private FileStatus verify(CatalogEntry set, DataFile file) {
    Optional<NamedSource> source = find(set, file);
    if (source.isEmpty()) {
      return new FileStatus(
          file, State.MISSING, plainPath(set, file).toString(), Optional.empty(), Optional.empty());
    }
    CheckedContent content = check(source.get(), file);
    return new FileStatus(
        file,
        content.damage().isEmpty() ? State.PRESENT : State.CORRUPT,
        source.get().name(),
        Optional.of(content.sha256()),
        content.damage());
  }

  /**
   * The uncompressed content of a file, verified.
   *
   * @throws DataException if the file is missing, unreadable or not the expected one
   */
  NamedSource read(CatalogEntry set, DataFile file) {
    NamedSource source = find(set, file).orElseThrow(() -> missing(set, file));
    CheckedContent content = check(source, file);
    if (content.damage().isPresent()) {
      throw new DataException(
          "%s is not the file of data set '%s': %s; delete it and fetch the set again"
              .formatted(source.name(), set.name(), content.damage().get()));
    }
    return NamedSource.of(source.name(), content.bytes());
  }

  private DataException missing(CatalogEntry set, DataFile file) {
    return new DataException(
        ("data set '%s' is incomplete: neither %s nor its .gz exists;"
                + " fetch the set, or name another data directory (--data-dir or %s)")
            .formatted(set.name(), plainPath(set, file), ENVIRONMENT_VARIABLE));
  }

  private static CheckedContent check(NamedSource source, DataFile file) {
    try {
      return CheckedContent.read(source, file);
    } catch (IOException e) {
      throw DataException.unreadable(source.name(), e);
    }
  }

  private Optional<NamedSource> find(CatalogEntry set, DataFile file) {
    if (set.embedded()) {
      return Optional.of(embedded(set.name() + "/" + file.name() + ".gz"));
    }
    return Stream.of(plainPath(set, file), gzipPath(set, file))
        .filter(DataHome::isFile)
        .findFirst()
        .map(NamedSource::of);
  }

  /** A file that is there; one that may not be looked at is not called missing. */
  private static boolean isFile(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
    } catch (AccessDeniedException e) {
      throw DataException.unreadable(path.toString(), e);
    } catch (IOException e) {
      return false;
    }
  }

  private static NamedSource embedded(String resource) {
    return new NamedSource(
        "embedded " + resource,
        () -> {
          InputStream in = DataHome.class.getResourceAsStream(resource);
          if (in == null) {
            throw new IOException("the program was packaged without it");
          }
          return in;
        });
  }

  Path plainPath(CatalogEntry set, DataFile file) {
    return folder(set).resolve(file.name());
  }

  Path gzipPath(CatalogEntry set, DataFile file) {
    return folder(set).resolve(file.name() + ".gz");
  }
}
