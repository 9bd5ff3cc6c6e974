package org.collapselab.datasets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes as disks, networks and enemies do: flips, cuts, repeats, inserts, false sizes. */
final class Mutations {
  private static final int[] SIZES = {
    0, 1, -1, 255, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 4096, 4097
  };

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  byte[] of(byte[] sound) {
    byte[] bytes = sound.clone();
    int rounds = 1 + random.nextInt(3);
    for (int i = 0; i < rounds && bytes.length > 4; i++) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        return insert(bytes, at, Arrays.copyOfRange(bytes, at / 2, at));
      }
      case 4 -> {
        byte[] noise = new byte[random.nextInt(50)];
        random.nextBytes(noise);
        return insert(bytes, at, noise);
      }
      default -> {
        int word = Math.min(at, 16) / 4 * 4; // headers are short and made of 32-bit numbers
        if (word + 4 <= bytes.length) {
          ByteBuffer.wrap(bytes).putInt(word, SIZES[random.nextInt(SIZES.length)]);
        }
      }
    }
    return bytes;
  }

  private static byte[] insert(byte[] bytes, int at, byte[] more) {
    ByteBuffer all = ByteBuffer.allocate(bytes.length + more.length);
    return all.put(bytes, 0, at).put(more).put(bytes, at, bytes.length - at).array();
  }
}
