package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.Samples;
import org.collapselab.reports.page.Numbers;
import org.collapselab.trainer.run.RunPlan;

/** What the data of a run are: sizes, classes, ranges. */
final class DataSummary {
  private static final int MOST_CLASSES = 12;
  private static final int ENDS = 3;
  private static final int MOST_FILES = 4;
  private static final int SHORT_HASH = 16;

  private final RunPlan plan;
  private final Samples train;
  private final Samples test;

  DataSummary(RunPlan plan) {
    this.plan = plan;
    this.train = plan.train();
    this.test = plan.data().split().test();
  }

  void print(PrintWriter out) {
    out.printf(
        "data: %s, %d training and %d test samples of %s%n",
        plan.config().data().label(), train.size(), test.size(), Shapes.text(train.shape()));
    if (!plan.config().data().set().isInCatalog()) {
      printFiles(out);
    }
    if (train.isClassification()) {
      out.println("classes: " + classes());
    } else {
      Range range = new Range();
      range.add(targets());
      out.println("targets: " + range.text());
    }
    printInputs(out);
  }

  private void printFiles(PrintWriter out) {
    List<FileHash> files = plan.data().provenance().files();
    files.stream()
        .limit(MOST_FILES)
        .forEach(
            file ->
                out.printf(
                    "  %s, SHA-256 %s…%n", file.name(), file.sha256().substring(0, SHORT_HASH)));
    if (files.size() > MOST_FILES) {
      out.printf("  and %d more files%n", files.size() - MOST_FILES);
    }
  }

  /** All of few classes, the first and last of many. */
  private String classes() {
    int[] counts = train.classCounts();
    int k = counts.length;
    int least = Arrays.stream(counts).min().orElseThrow();
    int most = Arrays.stream(counts).max().orElseThrow();
    String sizes =
        least == most
            ? "%d training samples each".formatted(least)
            : "%d to %d training samples each".formatted(least, most);
    String shown =
        k <= MOST_CLASSES
            ? each(0, k, counts)
            : each(0, ENDS, counts) + ", …, " + each(k - ENDS, k, counts);
    return "%d, %s: %s".formatted(k, sizes, shown);
  }

  private String each(int from, int to, int[] counts) {
    int[] tested = test.classCounts();
    return IntStream.range(from, to)
        .mapToObj(
            c ->
                "%s %d%s"
                    .formatted(
                        train.classNames().get(c),
                        counts[c],
                        test.size() > 0 ? " (test %d)".formatted(tested[c]) : ""))
        .collect(Collectors.joining(", "));
  }

  private float[] targets() {
    float[] targets = new float[train.size()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = train.target(row);
    }
    return targets;
  }

  /** As the network sees them, after the scaling. */
  private void printInputs(PrintWriter out) {
    Range range = new Range();
    float[] row = new float[train.dim()];
    for (int i = 0; i < train.size(); i++) {
      train.copyRow(i, row, 0);
      range.add(row);
    }
    out.printf(
        "inputs: %s, %s over the training samples%n",
        plan.config().data().scaling().toString().toLowerCase(Locale.ROOT), range.text());
  }

  /** Least, largest and mean of what was added. */
  private static final class Range {
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double sum;
    private long count;

    void add(float[] values) {
      for (float value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
      }
      count += values.length;
    }

    String text() {
      return "from %s to %s with mean %s"
          .formatted(Numbers.format(least), Numbers.format(most), Numbers.format(sum / count));
    }
  }
}
