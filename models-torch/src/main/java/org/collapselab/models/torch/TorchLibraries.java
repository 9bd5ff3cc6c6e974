package org.collapselab.models.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * The native libraries of libtorch. They depend on one another and are unpacked into a cache one by
 * one, so that the linker of a second process may find one of them half unpacked, which ends that
 * process. Hence one process at a time unpacks and loads them.
 */
final class TorchLibraries {
  private static final String LOCK = ".libtorch.lock";

  private TorchLibraries() {}

  /**
   * Loads them, unless that was done before.
   *
   * @throws UncheckedIOException if the cache cannot be written
   */
  @SuppressWarnings("try") // the lock is only held open, never used
  static synchronized void load() {
    try {
      Path file = Loader.getCacheDir().toPath().resolve(LOCK);
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Loader.load(torch.class);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot unpack libtorch: %s; set COLLAPSE_CACHE to a folder that can be written"
              .formatted(e.getMessage()),
          e);
    }
  }
}
