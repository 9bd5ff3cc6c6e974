package org.collapselab.datasets.arrays;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Opens files and folders of arrays by what they are. */
public final class ArrayFiles {
  private static final String NPZ = ".npz";
  private static final String SAFETENSORS = ".safetensors";

  /** Endings that PyTorch and Python give to pickles. */
  private static final Set<String> PICKLES = Set.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt");

  private ArrayFiles() {}

  /** Whether a file has the ending of an archive of arrays. */
  public static boolean isArchive(Path file) {
    String ending = ending(file);
    return ending.equals(NPZ) || ending.equals(SAFETENSORS);
  }

  /** Whether a file has the ending of a pickle. */
  public static boolean isPickle(Path file) {
    return PICKLES.contains(ending(file));
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /**
   * Opens an {@code .npz} file, a {@code .safetensors} file, or a folder of {@code .npy} files.
   *
   * @throws ArrayException if it is none of these, is damaged or is a pickle
   */
  public static ArraySource open(Path path) {
    if (Files.isDirectory(path)) {
      return new NpyFolder(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new ArrayException(path + " does not exist");
    }
    if (isPickle(path) || Pickles.isPickle(begin(path))) {
      throw new ArrayException(Pickles.refusal(path));
    }
    return switch (ending(path)) {
      case NPZ -> new NpzFile(path);
      case SAFETENSORS -> new SafetensorsFile(path);
      default ->
          throw new ArrayException(
              path
                  + " is not read; expected a folder of .npy files, an .npz or a .safetensors file");
    };
  }

  private static byte[] begin(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(2);
    } catch (IOException e) {
      throw ArrayException.unreadable(file, e);
    }
  }
}
