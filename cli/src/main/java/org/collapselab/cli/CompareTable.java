package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.collapselab.reports.page.Numbers;
import org.collapselab.studies.compare.Estimate;
import org.collapselab.studies.compare.Run;
import org.collapselab.studies.compare.RunGroup;
import org.collapselab.studies.compare.RunsComparison;
import org.collapselab.trainer.store.sweep.Finding;

/** A comparison of runs on the terminal. */
final class CompareTable {
  private static final List<String> SUMMARISED =
      List.of(
          Run.LOSS,
          Run.LOSS_OVER_DNC,
          Run.DNC1,
          Run.ACCURACY,
          Run.TEST_ACCURACY,
          Run.FIT,
          Run.TEST_FIT,
          Finding.RANK_MEAN.label(),
          Finding.RANK.label());

  private CompareTable() {}

  static void print(RunsComparison comparison, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "group",
            "run",
            "seed",
            "state",
            "steps",
            "accuracy",
            "DNC1",
            "loss",
            "/ L_DNC",
            "ranks",
            "outcome",
            "time"));
    for (RunGroup group : comparison.groups()) {
      group.runs().forEach(run -> rows.add(row(group, run)));
    }
    print(rows, out);
    out.printf("%nranks of σ(M_l), or of M_1, by layer l; [ ] are 95 %% confidence intervals%n");
    for (RunGroup group : comparison.groups()) {
      print(comparison, group, out);
    }
    comparison.notes().forEach(note -> out.printf("%nnote: %s%n", note));
  }

  private static List<String> row(RunGroup group, Run run) {
    return List.of(
        Integer.toString(group.number()),
        run.id(),
        Long.toString(run.seed()),
        run.stateLabel(),
        cell(run, Run.STEPS),
        cell(run, Run.ACCURACY),
        cell(run, Run.DNC1),
        cell(run, Run.LOSS),
        cell(run, Run.LOSS_OVER_DNC),
        ranks(run),
        run.values().getOrDefault(Run.OUTCOME, Numbers.ABSENT).toString(),
        cell(run, Run.SECONDS).equals(Numbers.ABSENT)
            ? Numbers.ABSENT
            : cell(run, Run.SECONDS) + " s");
  }

  private static String cell(Run run, String column) {
    Object value = run.values().get(column);
    return value instanceof Double number
        ? Numbers.format(number)
        : value == null ? Numbers.ABSENT : value.toString();
  }

  private static String ranks(Run run) {
    String ranks =
        run.values().entrySet().stream()
            .filter(e -> e.getKey().matches("rank_\\d+|pre_rank_1"))
            .filter(e -> e.getKey().matches("rank_.*") || !run.values().containsKey("rank_1"))
            .map(e -> e.getValue().toString())
            .collect(Collectors.joining(" "));
    return ranks.isEmpty() ? Numbers.ABSENT : ranks;
  }

  private static void print(RunsComparison comparison, RunGroup group, PrintWriter out) {
    String label = comparison.label(group);
    out.printf(
        "%ngroup %d, n = %d%s%n",
        group.number(), group.runs().size(), label.isEmpty() ? "" : ": " + label);
    for (String column : SUMMARISED) {
      Estimate mean = group.mean(column);
      if (mean.n() > 0) {
        out.printf(
            "  %-14s %s%s%n",
            column,
            mean.spread().text(),
            mean.sd() > 0
                ? "  [%s, %s]".formatted(Numbers.format(mean.low()), Numbers.format(mean.high()))
                : "");
      }
    }
    for (Map.Entry<String, Estimate> outcome : group.outcomes().entrySet()) {
      Estimate share = outcome.getValue();
      out.printf(
          "  %-14s %d of %d  [%s, %s]%n",
          outcome.getKey(),
          Math.round(share.mean() * share.n()),
          share.n(),
          Numbers.percent(share.low()),
          Numbers.percent(share.high()));
    }
  }

  /** Columns as wide as their widest cell; columns without any value are left out. */
  private static void print(List<List<String>> rows, PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] shown = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], row.get(c).length());
        shown[c] |= row != rows.get(0) && !row.get(c).equals(Numbers.ABSENT);
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        if (shown[c]) {
          line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
