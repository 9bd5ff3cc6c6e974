package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.collapselab.datasets.Digests;

/**
 * {@code files.json} of a directory whose results are complete: size and SHA-256 of each of them.
 * Results are checked before they are read. Directories of earlier versions, and directories that
 * are still being written, have no such file.
 */
public final class Manifest {
  /** The file's name. */
  public static final String FILE = "files.json";

  private static final int FORMAT = 1;
  private static final int BUFFER = 1 << 16;

  private Manifest() {}

  /**
   * A file.
   *
   * @param name path from the directory, with {@code /}
   * @param sha256 lower-case hexadecimal
   */
  record Entry(String name, long bytes, String sha256) {}

  /** The whole file. */
  record Content(int format, List<Entry> files) {}

  /**
   * Writes the manifest.
   *
   * @param results files, and folders that stand for all their files; missing ones are left out
   * @param next name → text of files that are written right after the manifest
   */
  public static void write(Path directory, List<String> results, Map<String, String> next)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String result : results) {
      for (Path file : files(directory.resolve(result))) {
        entries.add(new Entry(name(directory, file), Files.size(file), sha256(file)));
      }
    }
    for (Map.Entry<String, String> text : next.entrySet()) {
      byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
      entries.add(new Entry(text.getKey(), bytes.length, Digests.hex(bytes)));
    }
    Json.write(directory.resolve(FILE), new Content(FORMAT, entries));
  }

  /** Deletes the manifest, before results change. */
  public static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  /** Whether a directory has one. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  /**
   * Checks results that are about to be read, if the directory has a manifest. Missing results are
   * left to the reader.
   *
   * @param results files, and folders that stand for all their files
   * @throws IOException naming the first file that differs from what was written
   */
  public static void check(Path directory, List<String> results) throws IOException {
    Predicate<String> wanted =
        name -> results.stream().anyMatch(r -> name.equals(r) || name.startsWith(r + "/"));
    for (Entry entry : entries(directory)) {
      Path file = directory.resolve(entry.name());
      if (wanted.test(entry.name()) && Files.isRegularFile(file)) {
        Optional<String> damage = damage(file, entry);
        if (damage.isPresent()) {
          throw new IOException(damage.get());
        }
      }
    }
  }

  private static Optional<String> damage(Path file, Entry entry) throws IOException {
    long bytes = Files.size(file);
    if (bytes != entry.bytes()) {
      return Optional.of(
          "%s is damaged or was edited: it has %d bytes, and had %d when it was written"
              .formatted(file, bytes, entry.bytes()));
    }
    return sha256(file).equals(entry.sha256())
        ? Optional.empty()
        : Optional.of(
            "%s is damaged or was edited: its content is not what was written (SHA-256 in %s)"
                .formatted(file, FILE));
  }

  private static List<Entry> entries(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    Content content = Json.readByLine(file, Content.class);
    if (content == null
        || content.files() == null
        || content.files().stream().anyMatch(Manifest::isBad)) {
      throw new IOException(file + " is damaged: it does not list files with bytes and SHA-256");
    }
    if (content.format() != FORMAT) {
      throw new IOException(
          "%s has format %d; this version reads %d".formatted(file, content.format(), FORMAT));
    }
    return content.files();
  }

  private static boolean isBad(Entry entry) {
    return entry == null
        || entry.name() == null
        || entry.sha256() == null
        || Path.of(entry.name()).isAbsolute()
        || Path.of(entry.name()).normalize().startsWith("..");
  }

  private static List<Path> files(Path result) throws IOException {
    if (!Files.exists(result)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(result)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !WholeFile.isPart(file))
          .sorted()
          .toList();
    }
  }

  private static String name(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Digests.hex(digest);
  }
}
