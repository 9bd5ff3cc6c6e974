package org.collapselab.models.dl4j;

import org.bytedeco.javacpp.Pointer;

/**
 * Holds native arrays to what the user allows. JavaCPP's own limits know neither the workspaces
 * that networks train in nor how much of the memory is Java's, so what the process holds is
 * compared with Java's heap as it is now, the limit, and an allowance for libraries and the JVM
 * itself.
 */
final class NativeLimit {
  private static final long MEGABYTE = 1 << 20;

  /** Libraries, code, threads and metadata; measured: 300 to 450 MB. */
  private static final long ALLOWANCE = 512 * MEGABYTE;

  /** Negative where nothing is said, and on GPUs, whose driver maps gigabytes. */
  private static final long LIMIT = Long.getLong("collapse.native.mb", -1) * MEGABYTE;

  private NativeLimit() {}

  /**
   * To be called after whatever may have allocated.
   *
   * @throws OutOfMemoryError if the process holds more
   */
  static void check() {
    if (LIMIT >= 0) {
      check(Pointer.physicalBytes(), Runtime.getRuntime().totalMemory(), LIMIT);
    }
  }

  /** The same for given numbers, in bytes. */
  static void check(long resident, long heap, long limit) {
    long arrays = resident - heap - ALLOWANCE;
    if (arrays > limit) {
      throw new OutOfMemoryError("about %d MB of native arrays".formatted(arrays / MEGABYTE));
    }
  }
}
