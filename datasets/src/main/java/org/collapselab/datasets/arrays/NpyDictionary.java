package org.collapselab.datasets.arrays;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Python dictionary in the header of a {@code .npy} file.
 *
 * @param descriptor NumPy's name of the element type, such as {@code <f8}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape lengths of the axes
 */
public record NpyDictionary(String descriptor, boolean fortranOrder, List<Long> shape) {
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  public NpyDictionary {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the dictionary.
   *
   * @throws IllegalArgumentException if a key is missing or has another form
   */
  public static NpyDictionary parse(String text) {
    return new NpyDictionary(
        find(DESCR, text, "descr"),
        find(ORDER, text, "fortran_order").equals("True"),
        axes(find(SHAPE, text, "shape")));
  }

  private static List<Long> axes(String list) {
    return Arrays.stream(list.split(","))
        .map(axis -> axis.replace("L", "").strip()) // Python 2 wrote 3L
        .filter(axis -> !axis.isEmpty())
        .map(NpyDictionary::length)
        .toList();
  }

  private static Long length(String axis) {
    try {
      return Long.valueOf(axis);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no length of an axis".formatted(axis), e);
    }
  }

  private static String find(Pattern pattern, String text, String key) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "header has no usable '%s': %s".formatted(key, text.strip()));
    }
    return matcher.group(1);
  }
}
