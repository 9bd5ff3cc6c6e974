package org.collapselab.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Downloads one address into a {@code .part} file, resuming where an earlier download was cut off.
 * A {@code .part} file is never read as data before it has been verified.
 */
final class Download {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI uri;
  private final Path part;
  private final long limit;
  private final Fetcher.Progress progress;
  private final Duration timeout;

  /**
   * @param limit most bytes accepted
   * @param timeout for connecting and for each wait for bytes
   */
  Download(URI uri, Path part, long limit, Fetcher.Progress progress, Duration timeout) {
    this.uri = uri;
    this.part = part;
    this.limit = limit;
    this.progress = progress;
    this.timeout = timeout;
  }

  /**
   * Completes the {@code .part} file.
   *
   * @return whether it resumed an earlier download
   * @throws MirrorFailure if the server or the connection fails; received bytes are kept
   * @throws DataException if the file cannot be written, or another process is writing it
   */
  boolean run() throws MirrorFailure {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(file);
      return run(file);
    } catch (IOException e) {
      throw DataException.unwritable(part, e);
    } finally {
      deleteIfEmpty();
    }
  }

  private boolean run(FileChannel file) throws MirrorFailure, IOException {
    long have = file.size();
    HttpURLConnection connection = connect(have);
    try {
      int status = status(connection);
      if (status == 416 && have > 0) {
        return true; // Nothing lies beyond what is there: verification decides whether it is whole.
      }
      boolean resumes = status == 206 && startsAt(connection, have);
      if (!resumes && status != 200) {
        throw new MirrorFailure("the server answered HTTP " + status);
      }
      receive(connection, file, resumes ? have : 0);
      return resumes;
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect(long have) throws MirrorFailure {
    requireSecure(uri.getScheme(), uri.getHost());
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      // Follows only redirects that keep the protocol, so https stays https.
      connection.setInstanceFollowRedirects(true);
      connection.setRequestProperty("User-Agent", "collapse-lab");
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
      }
      return connection;
    } catch (IOException | IllegalArgumentException e) {
      throw new MirrorFailure("could not be opened (" + e + ")", e);
    }
  }

  private static int status(HttpURLConnection connection) throws MirrorFailure {
    try {
      int status = connection.getResponseCode();
      URL reached = connection.getURL();
      requireSecure(reached.getProtocol(), reached.getHost());
      return status;
    } catch (IOException e) {
      throw new MirrorFailure("no connection (" + e + ")", e);
    }
  }

  /** Plain http is for tests against this machine only. */
  private static void requireSecure(String protocol, String host) throws MirrorFailure {
    boolean loopback = "http".equals(protocol) && LOOPBACK.contains(host);
    if (!"https".equals(protocol) && !loopback) {
      throw new MirrorFailure("data are fetched over https only, not " + protocol + "://" + host);
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long have) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && Pattern.matches("bytes " + have + "-\\d+/(\\d+|\\*)", range);
  }

  private void receive(HttpURLConnection connection, FileChannel file, long start)
      throws MirrorFailure, IOException {
    long announced = connection.getContentLengthLong();
    long total = announced < 0 ? -1 : start + announced;
    requireWithinLimit(total, file);
    file.truncate(start);
    file.position(start);
    long done = start;
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = body(connection)) {
      for (int n = read(in, chunk, done); n >= 0; n = read(in, chunk, done)) {
        done += n;
        requireWithinLimit(done, file);
        write(file, ByteBuffer.wrap(chunk, 0, n));
        progress.update(uri.toString(), done, total);
      }
    }
    if (done < total) {
      throw cutOff(done + " of " + total + " bytes", null);
    }
  }

  private static InputStream body(HttpURLConnection connection) throws MirrorFailure {
    try {
      return connection.getInputStream();
    } catch (IOException e) {
      throw new MirrorFailure("the response could not be read (" + e + ")", e);
    }
  }

  private int read(InputStream in, byte[] chunk, long done) throws MirrorFailure {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      throw cutOff(done + " bytes", e);
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private MirrorFailure cutOff(String received, IOException cause) {
    return new MirrorFailure(
        ("the connection was cut off after %s; they are kept in %s, and the next fetch"
                + " continues from there")
            .formatted(received, part.getFileName()),
        cause);
  }

  /** A response that is too long cannot be the file, so none of it is kept. */
  private void requireWithinLimit(long length, FileChannel file) throws MirrorFailure, IOException {
    if (length > limit) {
      file.truncate(0);
      throw new MirrorFailure(
          "it sent at least %d bytes; at most %d were expected".formatted(length, limit));
    }
  }

  private void lock(FileChannel file) throws IOException {
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new DataException(
          part + " is being written by another download; wait for it, then fetch again");
    }
  }

  private void deleteIfEmpty() {
    try {
      if (Files.exists(part) && Files.size(part) == 0) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw DataException.unwritable(part, e);
    }
  }
}
