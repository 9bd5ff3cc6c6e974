package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Makes sure that only one process works in the directory of a run or sweep. The system releases
 * the lock when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  /** Name of the file that is locked. */
  public static final String FILE = "run.lock";

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 20;

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws UncheckedIOException if another process has it, or the directory cannot be written to
   */
  public static RunLock acquire(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.close();
        throw new IOException(
            "another process is working in this directory; wait until it has ended");
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Waits until the lock is free, also where another thread of this process has it; empty if {@code
   * stop} says so before.
   *
   * @throws UncheckedIOException if the directory cannot be written to
   */
  public static Optional<RunLock> await(Path directory, BooleanSupplier stop) {
    Path file = directory.resolve(FILE);
    try {
      // Kept open while waiting: closing it would release the lock that another thread has.
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!isTaken(channel)) {
        if (stop.getAsBoolean() || Thread.currentThread().isInterrupted()) {
          channel.close();
          return Optional.empty();
        }
      }
      return Optional.of(new RunLock(channel));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Whether a process is working in a directory. This takes a shared lock for a moment, which
   * {@link #acquire} waits for. In the process that holds the lock itself, it would release the
   * lock for other processes: POSIX file locks end when any handle on the file is closed.
   *
   * @throws IOException if the lock's file cannot be read
   */
  public static boolean isHeld(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // another thread of this process has it
    }
  }

  /** Tries more than once: another process may be checking whether the lock is held. */
  private static boolean isTaken(FileChannel channel) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (isLocked(channel)) {
        return true;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process has it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock: " + e.getMessage(), e);
    }
  }
}
