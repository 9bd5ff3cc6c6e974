package org.collapselab.models.torch;

import java.util.List;
import java.util.function.Supplier;
import org.collapselab.models.NativeLimit;

/** Holds what libtorch allocates to what the user allows. */
final class TorchMemory {
  /** What its allocators say when the system, or the card, has no more. */
  private static final List<String> REFUSALS =
      List.of("can't allocate memory", "not enough memory", "CUDA out of memory");

  private TorchMemory() {}

  /**
   * Does work that allocates.
   *
   * @throws OutOfMemoryError if there is not enough, or the process then holds more than it may
   */
  static <T> T bounded(Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      if (REFUSALS.stream().anyMatch(message::contains)) {
        OutOfMemoryError error = new OutOfMemoryError(message.lines().findFirst().orElse(""));
        error.initCause(e);
        throw error;
      }
      throw e;
    }
    NativeLimit.check();
    return result;
  }
}
