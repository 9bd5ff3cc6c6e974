package org.collapselab.reports.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Share;
import org.collapselab.reports.sweep.data.Spread;
import org.collapselab.reports.sweep.data.TrialCondition;
import org.collapselab.trainer.config.JointConfig;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * Tables and comparisons of shares as Markdown. Only completed trials count; the column n says how
 * many others there are.
 */
final class JointTables {
  private static final String N = "n";
  private static final char NO_BREAK = '\u00a0';

  private final Trials trials;

  JointTables(Trials trials) {
    this.trials = trials;
  }

  /**
   * A heading and a table.
   *
   * @throws IllegalArgumentException if it names a column that no trial has
   */
  String table(JointConfig.TableConfig table) {
    requireColumns(table.by());
    requireColumns(table.of().stream().filter(text -> TrialCondition.of(text).isEmpty()).toList());
    List<String> heads = new ArrayList<>(table.by());
    heads.add(N);
    table.of().forEach(text -> heads.add(head(text)));
    StringBuilder text = new StringBuilder("## " + table.title() + "\n\n");
    text.append(row(heads)).append("|---".repeat(heads.size())).append("|\n");
    groups(table).forEach((key, group) -> text.append(row(cells(table, key, group))));
    return text.toString();
  }

  /**
   * A sentence: both shares, and the p-value of Fisher's exact test.
   *
   * @throws IllegalArgumentException if it names a column that no trial has, or a group is empty
   */
  String test(JointConfig.TestConfig test) {
    TrialCondition outcome = condition(test.of());
    List<TrialRow> all = completed(chosen(test.where()));
    List<String> texts = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    for (String between : test.between()) {
      TrialCondition group = condition(between);
      List<TrialRow> members = all.stream().filter(group::holds).toList();
      if (members.isEmpty()) {
        throw new IllegalArgumentException("tests: no trial has " + group);
      }
      Share share = share(outcome, members);
      shares.add(share);
      texts.add("%s where %s".formatted(text(share), group));
    }
    return "%s: %s; Fisher's exact test, two-sided: p = %s."
        .formatted(
            outcome,
            String.join(", ", texts),
            Numbers.format(FisherTest.pValue(shares.get(0), shares.get(1)), 2));
  }

  private void requireColumns(List<String> names) {
    for (String name : names) {
      if (!trials.has(name)) {
        throw new IllegalArgumentException(
            "tables: there is no column \"%s\"; there are: %s"
                .formatted(name, String.join(", ", trials.columns())));
      }
    }
  }

  private TrialCondition condition(String text) {
    return TrialCondition.of(text, trials.columns());
  }

  private List<TrialRow> chosen(List<String> where) {
    List<TrialCondition> conditions = where.stream().map(this::condition).toList();
    return trials.all().stream().filter(trial -> TrialCondition.allows(conditions, trial)).toList();
  }

  private static List<TrialRow> completed(List<TrialRow> trials) {
    return trials.stream().filter(TrialRow::completed).toList();
  }

  /** Values of {@code by} → trials: numbers in rising order, other values as they come. */
  private Map<List<String>, List<TrialRow>> groups(JointConfig.TableConfig table) {
    List<TrialRow> sorted = new ArrayList<>(chosen(table.where()));
    for (int i = table.by().size() - 1; i >= 0; i--) {
      String column = table.by().get(i);
      List<String> order = trials.values(column);
      sorted.sort((a, b) -> order.indexOf(a.text(column)) - order.indexOf(b.text(column)));
    }
    return sorted.stream()
        .collect(
            Collectors.groupingBy(
                trial -> table.by().stream().map(trial::text).toList(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private List<String> cells(
      JointConfig.TableConfig table, List<String> key, List<TrialRow> group) {
    List<TrialRow> completed = completed(group);
    int others = group.size() - completed.size();
    List<String> cells = new ArrayList<>(key);
    cells.add(completed.size() + (others == 0 ? "" : " (%d not completed)".formatted(others)));
    table.of().forEach(text -> cells.add(cell(text, completed)));
    return cells;
  }

  private String cell(String of, List<TrialRow> trials) {
    if (trials.isEmpty()) {
      return Numbers.ABSENT;
    }
    if (TrialCondition.of(of).isPresent()) {
      return text(share(condition(of), trials));
    }
    double[] values =
        trials.stream().mapToDouble(t -> t.number(of)).filter(Double::isFinite).sorted().toArray();
    if (values.length == 1) {
      return Numbers.format(values[0]);
    }
    boolean whole = values.length > 0 && Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    return whole ? range(values) : Spread.of(DoubleStream.of(values)).text().replace(NO_BREAK, ' ');
  }

  private static Share share(TrialCondition outcome, List<TrialRow> trials) {
    return new Share((int) trials.stream().filter(outcome::holds).count(), trials.size());
  }

  /** Such as {@code 6 (5–8)}: the median and the range of sorted numbers. */
  private static String range(double[] sorted) {
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return low == high
        ? Numbers.format(low)
        : "%s (%s–%s)".formatted(Numbers.format(median), Numbers.format(low), Numbers.format(high));
  }

  /** Such as {@code 9 of 10 [60 %, 98 %]}. */
  private static String text(Share share) {
    return "%d of %d [%s, %s]"
        .formatted(share.count(), share.n(), percent(share.low()), percent(share.high()));
  }

  /** Whole percent; one decimal below 1 % and above 99 %. */
  private static String percent(double share) {
    boolean fine = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
    return String.format(Locale.ROOT, fine ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private String head(String of) {
    return TrialCondition.of(of).map(TrialCondition::toString).orElse(of);
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(c -> c.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
