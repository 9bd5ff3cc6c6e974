package org.collapselab.models;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import org.bytedeco.javacpp.Pointer;

/**
 * Holds native arrays to what the user allows. JavaCPP's own limits know neither the workspaces
 * that networks train in nor how much of the memory is Java's, so what the process holds is
 * compared with the most that Java's heap ever filled, the limit, and an allowance for libraries
 * and the JVM itself.
 */
public final class NativeLimit {
  private static final long MEGABYTE = 1 << 20;

  /** Libraries, code, threads and metadata; about 140 MB in small runs. */
  private static final long ALLOWANCE = 192 * MEGABYTE;

  /** Negative where nothing is said, and on GPUs, whose driver maps gigabytes. */
  private static final long LIMIT = Long.getLong("collapse.native.mb", -1) * MEGABYTE;

  private NativeLimit() {}

  /** What the user allows, in bytes; {@link Long#MAX_VALUE} where nothing is said. */
  public static long bytes() {
    return LIMIT < 0 ? Long.MAX_VALUE : LIMIT;
  }

  /**
   * To be called after whatever may have allocated.
   *
   * @throws OutOfMemoryError if the process holds more
   */
  public static void check() {
    if (LIMIT >= 0) {
      check(Pointer.physicalBytes(), filledHeap(), LIMIT);
    }
  }

  /** Bytes that the process holds beside Java's heap: arrays, libraries and the JVM itself. */
  public static long held() {
    return Pointer.physicalBytes() - filledHeap();
  }

  /** Bytes of the heap that were ever in use, and so stay with the process. */
  private static long filledHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** The same for given numbers, in bytes. */
  static void check(long resident, long heap, long limit) {
    long arrays = resident - heap - ALLOWANCE;
    if (arrays > limit) {
      throw new OutOfMemoryError("about %d MB of native arrays".formatted(arrays / MEGABYTE));
    }
  }
}
