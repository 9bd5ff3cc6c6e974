package org.collapselab.cli.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.config.TrialConfig;

/** The keys of the configurations of several runs that not all of them have in common. */
final class VariedKeys {
  /** The part of a row that has the keys of its configuration, key → value as text. */
  static final String PART = "keys";

  /** Keys and sections that change no number, or have a column of their own. */
  private static final Set<String> LEFT_OUT =
      Set.of("name", "description", "seed", "checkpoint", "export", "expect");

  private VariedKeys() {}

  /** All keys of a configuration that may have a column. */
  static Map<String, String> of(TrialConfig trial) {
    Map<String, String> keys = new LinkedHashMap<>(trial.keys());
    keys.keySet().removeIf(key -> LEFT_OUT.contains(key.replaceFirst("\\..*", "")));
    return keys;
  }

  /** The rows, each with those of its keys only that vary among them. */
  static List<ObjectNode> in(List<ObjectNode> rows) {
    Set<String> varied = varied(rows);
    return rows.stream().map(row -> row.has(PART) ? with(varied, row) : row).toList();
  }

  private static ObjectNode with(Set<String> varied, ObjectNode row) {
    ObjectNode keys = JsonTree.object();
    for (String key : varied) {
      if (row.path(PART).has(key)) {
        keys.set(key, row.path(PART).get(key));
      }
    }
    ObjectNode shown = JsonTree.object();
    shown.setAll(row);
    shown.set(PART, keys);
    return shown;
  }

  /** In the order of the configurations. */
  private static Set<String> varied(List<ObjectNode> rows) {
    List<JsonNode> configurations =
        rows.stream().map(row -> row.path(PART)).filter(JsonNode::isObject).toList();
    Set<String> keys = new LinkedHashSet<>();
    configurations.forEach(each -> each.fieldNames().forEachRemaining(keys::add));
    keys.removeIf(
        key -> configurations.stream().map(each -> each.path(key)).distinct().count() < 2);
    return keys;
  }
}
