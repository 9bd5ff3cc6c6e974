package org.collapselab.models.torch;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the other engine stores the values of a state: that in which its graph is
 * traversed, where a projection runs beside the first convolution of its block. Its list of names
 * has the projection last.
 */
final class StateOrder {
  private StateOrder() {}

  /**
   * @param listed in the order of the names
   */
  static List<Parameter> of(List<Parameter> listed) {
    List<Parameter> ordered = new ArrayList<>();
    for (Parameter parameter : listed) {
      if (!parameter.name().contains(".shortcut.")) {
        ordered.add(parameter);
        ordered.addAll(beside(parameter.name(), listed));
      }
    }
    return ordered;
  }

  private static List<Parameter> beside(String name, List<Parameter> listed) {
    String place = name.substring(0, name.indexOf('_'));
    int dot = place.indexOf('.');
    if (name.endsWith(".conv1_W") || name.endsWith(".bn1_var")) {
      String block = place.substring(0, dot);
      String kind = place.substring(dot + 1, place.length() - 1);
      String projection = block + ".shortcut." + kind + "_";
      return listed.stream().filter(p -> p.name().startsWith(projection)).toList();
    }
    return List.of();
  }
}
