package org.collapselab.datasets.own;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.collapselab.datasets.OwnDataException;

/**
 * Classes by the texts in a table: sorted, as numbers if all of them are whole numbers.
 *
 * @param numbers label of each text
 * @param numeric whether all of them are whole numbers, so that 1 and 1.0 are one class
 */
record TextClasses(Map<String, Integer> numbers, boolean numeric) {
  static TextClasses of(CsvSamples table) {
    List<String> texts = table.labels();
    boolean numeric = texts.stream().allMatch(text -> number(text).isPresent());
    for (int row = 0; row < texts.size(); row++) {
      String text = texts.get(row);
      if (text.isEmpty()) {
        throw new OwnDataException("%s: the class is empty".formatted(table.where(row)));
      }
      if (numeric && !isWhole(text)) {
        throw new OwnDataException(
            "%s: the label %s is not a whole number; for regression, set data.file.target: numbers"
                .formatted(table.where(row), text));
      }
    }
    Comparator<String> order =
        numeric
            ? Comparator.comparing(text -> number(text).orElseThrow())
            : Comparator.naturalOrder();
    TreeSet<String> sorted = new TreeSet<>(order);
    sorted.addAll(texts);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String text : sorted) {
      numbers.put(numeric ? canonical(text) : text, numbers.size());
    }
    return new TextClasses(numbers, numeric);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(String text) {
    return number(text).orElseThrow().stripTrailingZeros().scale() <= 0;
  }

  /** Whole numbers without fraction or exponent; other texts as they are. */
  private static String canonical(String text) {
    return number(text)
        .map(BigDecimal::stripTrailingZeros)
        .filter(number -> number.scale() <= 0 && number.precision() - number.scale() < 20)
        .map(BigDecimal::toPlainString)
        .orElse(text);
  }

  /** In label order. */
  List<String> names() {
    return List.copyOf(numbers.keySet());
  }

  /**
   * The labels of a table.
   *
   * @throws OwnDataException if it has another class
   */
  int[] labels(CsvSamples table) {
    List<String> texts = table.labels();
    int[] labels = new int[texts.size()];
    for (int row = 0; row < labels.length; row++) {
      String text = texts.get(row);
      Integer number = numbers.get(numeric ? canonical(text) : text);
      if (number == null) {
        throw new OwnDataException(
            "%s: there is no class '%s' in the training part".formatted(table.where(row), text));
      }
      labels[row] = number;
    }
    return labels;
  }
}
