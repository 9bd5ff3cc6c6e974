package org.collapselab.trainer.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.collapselab.datasets.arrays.ArrayException;
import org.collapselab.datasets.arrays.ArrayInfo;
import org.collapselab.datasets.arrays.ArraySource;
import org.collapselab.hooks.Side;
import org.collapselab.hooks.Tap;

/**
 * What the arrays of a source are, by their names: {@code labels}, {@code logits}, {@code
 * features/<layer>:<pre|post>}, {@code weights/<layer>}, {@code biases/<layer>}. For {@code :}
 * there may be a dot; a tap without a side is a post tap; slashes in names of layers become dots.
 * The names that runs of this program export, {@code features/labels} and {@code
 * weights/<layer>.bias}, are understood too. A tap of shape N×C×H×W has a second one, {@code
 * <layer>.pooled}, its mean over H and W.
 *
 * <p>{@code labels.test}, {@code logits.test} and {@code features.test/…} are the same of held-out
 * samples.
 *
 * @param labels name of the array
 * @param logits name of the array
 * @param taps by layer, numbers in names in their order, pre before post
 * @param weights layer → name of the array, in the same order
 * @param biases layer → name of the array
 * @param others names of the arrays that are none of these
 */
record Layout(
    Optional<String> labels,
    Optional<String> logits,
    List<TapArray> taps,
    Map<String, String> weights,
    Map<String, String> biases,
    List<String> others) {
  static final String FEATURES = "features";
  static final String POOLED = ".pooled";
  static final String LABELS = "labels";
  static final String TEST = ".test";
  private static final String LOGITS = "logits";
  private static final Pattern HELD_OUT =
      Pattern.compile("(labels|logits)[.]test|(features)[.]test/(.*)");
  private static final String WEIGHTS = "weights/";
  private static final String BIASES = "biases/";
  private static final int IMAGE_AXES = 4;
  private static final int MATRIX_AXES = 2;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final int DIGITS = 18;

  /**
   * Sorts the arrays of a source.
   *
   * @throws ArrayException if two arrays are one thing, or features have the wrong shape
   */
  static Layout of(ArraySource source) {
    Sorting sorting = new Sorting(source);
    source.names().stream()
        .filter(name -> !HELD_OUT.matcher(name).matches())
        .sorted(Layout::natural)
        .forEach(name -> sorting.add(name, name));
    return sorting.layout();
  }

  /**
   * Sorts the arrays of held-out samples; a layout without any if there are none.
   *
   * @throws ArrayException if two arrays are one thing, or features have the wrong shape
   */
  static Layout ofHeldOut(ArraySource source) {
    Sorting sorting = new Sorting(source);
    source.names().stream()
        .filter(name -> HELD_OUT.matcher(name).matches())
        .sorted(Layout::natural)
        .forEach(name -> sorting.add(name.replaceFirst("[.]test(?=/|$)", ""), name));
    return sorting.layout();
  }

  /** Whether there are no features, labels or logits. */
  boolean isEmpty() {
    return taps.isEmpty() && labels.isEmpty() && logits.isEmpty();
  }

  /** Compares names with the numbers in them as numbers: fc2 before fc10. */
  static int natural(String a, String b) {
    return padded(a).compareTo(padded(b));
  }

  private static String padded(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(n -> "0".repeat(Math.max(0, DIGITS - n.group().length())) + n.group());
  }

  /** The array of a tap. */
  Optional<TapArray> tap(Tap tap) {
    return taps.stream().filter(of -> of.tap().equals(tap)).findFirst();
  }

  /** Collects what is found. */
  private static final class Sorting {
    private final ArraySource source;
    private final Map<String, String> single = new LinkedHashMap<>();
    private final Map<Tap, TapArray> taps = new LinkedHashMap<>();
    private final Map<String, String> weights = new LinkedHashMap<>();
    private final Map<String, String> biases = new LinkedHashMap<>();
    private final List<String> others = new ArrayList<>();

    Sorting(ArraySource source) {
      this.source = source;
    }

    Layout layout() {
      return new Layout(
          Optional.ofNullable(single.get(LABELS)),
          Optional.ofNullable(single.get(LOGITS)),
          List.copyOf(taps.values()),
          weights,
          biases,
          List.copyOf(others));
    }

    /**
     * @param meant the name that an array of training samples would have
     */
    void add(String meant, String name) {
      if (meant.equals(LABELS) || meant.equals(FEATURES + "/" + LABELS)) {
        put(single, LABELS, name);
      } else if (meant.equals(LOGITS)) {
        put(single, LOGITS, name);
      } else if (meant.startsWith(FEATURES + "/")) {
        addTap(meant, name);
      } else if (name.startsWith(BIASES)) {
        put(biases, layer(name.substring(BIASES.length()), name), name);
      } else if (name.startsWith(WEIGHTS)) {
        addWeights(name);
      } else {
        others.add(name);
      }
    }

    private void addWeights(String name) {
      String rest = name.substring(WEIGHTS.length());
      if (rest.endsWith(".bias") || rest.endsWith(":bias")) {
        put(biases, layer(rest.substring(0, rest.length() - ".bias".length()), name), name);
      } else {
        put(weights, layer(rest, name), name);
      }
    }

    private void addTap(String meant, String name) {
      String rest = meant.substring(FEATURES.length() + 1);
      Side side = Side.POST;
      for (Side each : Side.values()) {
        if (rest.endsWith(":" + each.label()) || rest.endsWith("." + each.label())) {
          side = each;
          rest = rest.substring(0, rest.length() - each.label().length() - 1);
          break;
        }
      }
      String layer = layer(rest, name);
      ArrayInfo info = source.info(name);
      if (info.axes() != MATRIX_AXES && info.axes() != IMAGE_AXES) {
        throw new ArrayException(
            "%s: %s has the shape %s; features are N×d or N×C×H×W"
                .formatted(source.path(), name, info.shown()));
      }
      if (info.rows() == 0 || info.shape().contains(0L)) {
        throw new ArrayException(
            "%s: %s is empty: its shape is %s".formatted(source.path(), name, info.shown()));
      }
      put(new TapArray(new Tap(layer, side), name, info.rowLength(), 1));
      if (info.axes() == IMAGE_AXES) {
        int channels = Math.toIntExact(info.shape().get(1));
        put(
            new TapArray(
                new Tap(layer + POOLED, side), name, channels, info.rowLength() / channels));
      }
    }

    private void put(TapArray tap) {
      TapArray earlier = taps.putIfAbsent(tap.tap(), tap);
      if (earlier != null) {
        throw twice(tap.tap().toString(), earlier.array(), tap.array());
      }
    }

    private void put(Map<String, String> map, String key, String name) {
      String earlier = map.putIfAbsent(key, name);
      if (earlier != null) {
        throw twice(key, earlier, name);
      }
    }

    private ArrayException twice(String what, String first, String second) {
      return new ArrayException(
          "%s has %s twice: as %s and as %s".formatted(source.path(), what, first, second));
    }

    private String layer(String written, String name) {
      String layer = written.replace('/', '.').replace('\\', '.');
      if (!layer.matches("[^:*\\s]+")) {
        throw new ArrayException(
            "%s: the array %s does not name a layer; a name has no ':', '*' or blanks"
                .formatted(source.path(), name));
      }
      return layer;
    }
  }
}
