package org.collapselab.studies.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.collapselab.reports.page.Numbers;
import org.collapselab.reports.sweep.data.Outcomes;

/**
 * Runs of equal configuration apart from the seed. Runs that were cut off, or are still running,
 * form a separate group, since their numbers are not final.
 *
 * @param number from 1
 */
public record RunGroup(int number, Map<String, String> config, boolean cutOff, List<Run> runs) {
  /** Row of the differences that distinguishes groups of one configuration. */
  static final String PROGRESS = "progress";

  private record Key(Map<String, String> config, boolean cutOff) {}

  /** The groups in the order of their first runs. */
  public static List<RunGroup> of(List<Run> runs) {
    Map<Key, List<Run>> byKey = new LinkedHashMap<>();
    for (Run run : runs) {
      byKey
          .computeIfAbsent(new Key(run.config(), run.isCutOff()), key -> new ArrayList<>())
          .add(run);
    }
    List<RunGroup> groups = new ArrayList<>();
    byKey.forEach(
        (key, of) -> groups.add(new RunGroup(groups.size() + 1, key.config, key.cutOff, of)));
    return groups;
  }

  /** Keys whose values differ between groups → a value per group, a dash where it has none. */
  public static Map<String, List<String>> differences(List<RunGroup> groups) {
    Set<String> keys = new LinkedHashSet<>();
    groups.forEach(group -> keys.addAll(group.config.keySet()));
    Map<String, List<String>> differences = new LinkedHashMap<>();
    for (String key : keys) {
      add(differences, key, values(groups, key));
    }
    add(
        differences,
        PROGRESS,
        groups.stream().map(group -> group.cutOff ? "cut off" : "ended").toList());
    return differences;
  }

  private static List<String> values(List<RunGroup> groups, String key) {
    return groups.stream().map(g -> g.config.getOrDefault(key, Numbers.ABSENT)).toList();
  }

  private static void add(Map<String, List<String>> rows, String key, List<String> values) {
    if (values.stream().distinct().count() > 1) {
      rows.put(key, values);
    }
  }

  /** Columns that hold a number in some run, in their order. */
  public Set<String> numbers() {
    Set<String> columns = new LinkedHashSet<>();
    for (Run run : runs) {
      run.values()
          .forEach(
              (column, value) -> {
                if (value instanceof Number) {
                  columns.add(column);
                }
              });
    }
    return columns;
  }

  /** Mean of a column over the runs with a result. */
  public Estimate mean(String column) {
    return Estimate.ofMean(
        runs.stream().filter(Run::hasResult).mapToDouble(run -> run.number(column)));
  }

  /** Outcome → its share of the runs that have one; empty if none has. */
  public Map<String, Estimate> outcomes() {
    List<String> all =
        runs.stream()
            .map(run -> (String) run.values().get(Run.OUTCOME))
            .filter(outcome -> outcome != null)
            .toList();
    Map<String, Estimate> shares = new LinkedHashMap<>();
    for (String outcome : Outcomes.ordered(all.stream())) {
      int count = (int) all.stream().filter(outcome::equals).count();
      shares.put(outcome, Estimate.ofShare(count, all.size()));
    }
    return shares;
  }

  /** Seeds that occur more than once: such runs are repetitions and do not narrow the interval. */
  public Collection<Long> repeatedSeeds() {
    Map<Long, Integer> counts = new TreeMap<>();
    runs.forEach(run -> counts.merge(run.seed(), 1, Integer::sum));
    counts.values().removeIf(count -> count < 2);
    return counts.keySet();
  }
}
