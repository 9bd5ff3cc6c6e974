package org.collapselab.datasets.arrays;

/** Refuses pickles: to open one is to run the code in it. */
final class Pickles {
  private static final byte PROTOCOL = (byte) 0x80;

  private Pickles() {}

  /** Whether a file that begins with these bytes is a pickle of protocol 2 or later. */
  static boolean isPickle(byte[] begin) {
    return begin.length > 1 && begin[0] == PROTOCOL && begin[1] >= 2 && begin[1] <= 5;
  }

  static String refusal(Object file) {
    return """
        %s is a pickle, which can run code when it is opened, and is not read. \
        In Python, write its arrays as safetensors instead:
          from safetensors.torch import save_file
          save_file({name: tensor.contiguous() for name, tensor in torch.load(FILE, weights_only=True).items()}, "features.safetensors")"""
        .formatted(file);
  }

  static String objects(Object array) {
    return """
        %s holds Python objects, which are pickled and can run code, and is not read. \
        In Python, write plain arrays instead:
          import numpy as np
          np.savez("features.npz", **{name: np.stack(list(array)).astype(np.float32) for name, array in arrays.items()})"""
        .formatted(array);
  }
}
