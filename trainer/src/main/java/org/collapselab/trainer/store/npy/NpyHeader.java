package org.collapselab.trainer.store.npy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Python dictionary literal in front of the elements: type, order and shape. */
final class NpyHeader {
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

  /** Bytes before the dictionary: magic string, version and header length. */
  static final int PREFIX_BYTES = 10;

  private static final int ALIGNMENT = 64;

  private final NpyType type;
  private final int[] shape;

  NpyHeader(NpyType type, int[] shape) {
    this.type = type;
    this.shape = shape;
  }

  NpyType type() {
    return type;
  }

  int[] shape() {
    return shape;
  }

  /** The dictionary, padded with blanks so that the elements start at a multiple of 64 bytes. */
  byte[] encode() {
    String axes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(type.descriptor(), axes, shape.length == 1 ? "," : "");
    int used = PREFIX_BYTES + dictionary.length() + 1;
    int padding = Math.floorMod(-used, ALIGNMENT);
    return (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  static NpyHeader decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    if (find(ORDER, text, "fortran_order").equals("True")) {
      throw new IllegalArgumentException("Fortran order is not supported; save it in C order");
    }
    return new NpyHeader(NpyType.of(find(DESCR, text, "descr")), axes(find(SHAPE, text, "shape")));
  }

  private static int[] axes(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(axis -> !axis.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
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
