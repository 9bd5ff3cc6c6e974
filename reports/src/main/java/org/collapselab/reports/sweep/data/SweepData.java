package org.collapselab.reports.sweep.data;

import java.util.Collection;
import java.util.List;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.SweepSetting;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.Trials;

/**
 * The data of the figures.
 *
 * @param maxRows rows of data that a figure may put on the page
 */
public record SweepData(SweepConfig config, SweepFiles files, Trials trials, int maxRows) {

  /** Keys that differ between settings. */
  public List<String> varied() {
    return config.settings().stream()
        .flatMap(setting -> setting.varied().keySet().stream())
        .distinct()
        .filter(key -> values(key) > 1)
        .toList();
  }

  private long values(String key) {
    return config.settings().stream().map(s -> s.varied().getOrDefault(key, "")).distinct().count();
  }

  /** Keys that differ between settings, without these. */
  public List<String> variedBut(Collection<String> keys) {
    return varied().stream().filter(key -> !keys.contains(key)).toList();
  }

  /** The keys that differ, such as {@code lambda 0.004, width 30}. */
  public String label(SweepSetting setting) {
    List<String> varied = varied();
    if (varied.isEmpty()) {
      return "all seeds";
    }
    return String.join(
        ", ",
        varied.stream().map(key -> key + " " + setting.varied().getOrDefault(key, "–")).toList());
  }
}
