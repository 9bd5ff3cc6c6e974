package org.collapselab.datasets.own;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.collapselab.datasets.Features;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.Shape;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/** One CSV file: numbers, and a column of classes or targets. Read by DataVec. */
final class CsvSamples {
  private static final int MOST = Integer.MAX_VALUE - 8;
  private static final String NUMBERED = "column %d";
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");

  private final Content content;
  private final FileSpec.Table spec;
  private List<String> columns = List.of();
  private int label;
  private int[] inputs = {};
  private float[] values = new float[1 << 12];
  private int filled;
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  private CsvSamples(Content content, FileSpec.Table spec) {
    this.content = content;
    this.spec = spec;
  }

  static CsvSamples read(Content content, FileSpec.Table spec) {
    CsvSamples table = new CsvSamples(content, spec);
    Utf8.require(content);
    try (RecordReader reader = new CSVRecordReader(0, table.separator())) {
      reader.initialize(new InputStreamInputSplit(new ByteArrayInputStream(table.withoutMark())));
      for (int line = 1; reader.hasNext(); line++) {
        table.add(table.cells(reader, line), line);
      }
    } catch (IOException e) {
      throw OwnDataException.unreadable(content.file(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OwnDataException("reading " + content.file() + " was interrupted", e);
    }
    if (table.labels.isEmpty()) {
      throw new OwnDataException(content.file() + " has no rows");
    }
    return table;
  }

  private char separator() {
    boolean tabs = OwnFiles.plainName(content.file()).endsWith(".tsv");
    return spec.separator().orElse(tabs ? '\t' : ',');
  }

  /** The bytes without the mark that some programs put before UTF-8. */
  private byte[] withoutMark() {
    byte[] bytes = content.bytes();
    boolean marked =
        bytes.length > 2
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  private List<String> cells(RecordReader reader, int line) {
    List<Writable> record;
    try {
      record = reader.next();
    } catch (RuntimeException e) { // how DataVec reports a quote that is not closed
      throw new OwnDataException(
          "%s, line %d: a quoted text does not end on its line; close the quote, or remove the line break in it"
              .formatted(content.file(), line),
          e);
    }
    return record.stream().map(cell -> cell.toString().strip()).toList();
  }

  private void add(List<String> cells, int line) {
    if (cells.stream().allMatch(String::isEmpty)) {
      return; // an empty line
    }
    if (columns.isEmpty()) {
      name(cells);
      if (spec.header()) {
        requireNames(line);
        return;
      }
    }
    if (cells.size() != columns.size()) {
      throw new OwnDataException(
          "%s, line %d: %d columns where %d are expected; check the line, and data.file.separator"
              .formatted(content.file(), line, cells.size(), columns.size()));
    }
    grow();
    for (int column : inputs) {
      values[filled++] = number(cells.get(column), column, line);
    }
    labels.add(cells.get(label));
    lines.add(line);
  }

  private void name(List<String> cells) {
    columns =
        spec.header()
            ? cells
            : IntStream.rangeClosed(1, cells.size()).mapToObj(NUMBERED::formatted).toList();
    Set<Integer> others = new TreeSet<>();
    spec.ignored().forEach(name -> others.add(column(name, "data.file.ignore")));
    label = spec.label().isEmpty() ? last(others) : column(spec.label(), "data.file.label");
    if (!others.add(label)) {
      throw new OwnDataException(
          "%s: the column %s is in data.file.ignore, so no column of classes or targets is left"
              .formatted(content.file(), columns.get(label)));
    }
    inputs = IntStream.range(0, columns.size()).filter(c -> !others.contains(c)).toArray();
    if (inputs.length == 0) {
      throw new OwnDataException(
          "%s has no column of inputs beside %s; check data.file.separator"
              .formatted(content.file(), columns.get(label)));
    }
  }

  /** The last column that is not ignored; the last one if all are. */
  private int last(Set<Integer> ignored) {
    int last = columns.size() - 1;
    return IntStream.rangeClosed(-last, 0)
        .map(column -> -column)
        .filter(column -> !ignored.contains(column))
        .findFirst()
        .orElse(last);
  }

  /**
   * Refuses a first line that looks like a sample, which would be left out. Whole numbers that grow
   * from left to right, such as 0, 1, 2, can be names.
   */
  private void requireNames(int line) {
    double before = Double.NEGATIVE_INFINITY;
    boolean growing = true;
    for (int column : inputs) {
      String name = columns.get(column);
      if (!isNumber(name)) {
        return;
      }
      double number = Double.parseDouble(name);
      growing &= number > before && name.matches("[0-9]+");
      before = number;
    }
    if (!growing) {
      throw new OwnDataException(
          "%s, line %d: the names of columns are expected here, and these are numbers; if it is a sample, set data.file.header: false"
              .formatted(content.file(), line));
    }
  }

  /** A column by its name, else by its number from 1. */
  private int column(String wanted, String key) {
    int named = columns.indexOf(wanted);
    if (named != columns.lastIndexOf(wanted)) {
      throw new OwnDataException(
          "%s has more than one column '%s' (%s); rename one"
              .formatted(content.file(), wanted, key));
    }
    if (named >= 0) {
      return named;
    }
    if (wanted.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(wanted);
      if (number >= 1 && number <= columns.size()) {
        return number - 1;
      }
    }
    throw new OwnDataException(
        "%s has no column '%s' (%s); it has %d: %s"
            .formatted(
                content.file(),
                wanted,
                key,
                columns.size(),
                String.join(", ", columns.subList(0, Math.min(20, columns.size())))));
  }

  private float number(String text, int column, int line) {
    float value = isNumber(text) ? (float) Double.parseDouble(text) : Float.NaN;
    if (Float.isFinite(value)) {
      return value;
    }
    String what = text.isEmpty() ? "empty" : "'%s'".formatted(text);
    String advice =
        column == label
            ? "data.file.label names the column of targets"
            : "columns that are no inputs are named in data.file.ignore";
    throw new OwnDataException(
        "%s, line %d: %s is %s, not a finite number in FP32; %s"
            .formatted(content.file(), line, columns.get(column), what, advice));
  }

  /** Decimal numbers alone: Java's parser also takes 0x1p3, 3d and 3f. */
  private static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches();
  }

  private void grow() {
    long needed = (long) filled + inputs.length;
    if (needed > MOST) {
      throw new OwnDataException(content.file() + " has 2³¹ values or more");
    }
    if (needed > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(MOST, Math.max(needed, 2L * values.length)));
    }
  }

  Features features() {
    return Features.ofFloats(Shape.vector(inputs.length), Arrays.copyOf(values, filled));
  }

  /** Names of the columns of inputs, or their numbers. */
  List<String> inputNames() {
    return Arrays.stream(inputs).mapToObj(columns::get).toList();
  }

  /** What is in the column of classes or targets. */
  List<String> labels() {
    return labels;
  }

  /** Numbers in that column. */
  float[] targets() {
    float[] targets = new float[labels.size()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = number(labels.get(row), label, lines.get(row));
    }
    return targets;
  }

  /** For messages, such as {@code iris.csv, line 7}. */
  String where(int row) {
    return "%s, line %d".formatted(content.file(), lines.get(row));
  }
}
