package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds settings that a sweep gives twice, so that one would be dropped: a key in both {@code vary}
 * and {@code cases}, a section and a key in it, a repeated value or case, a seed. Each is reported
 * with both places.
 */
final class SweepConflicts {
  private static final String SEED = "seed";

  private final List<Problem> problems;

  SweepConflicts(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * A key that is set.
   *
   * @param shown such as {@code vary.width}
   */
  private record Place(String key, String shown, Yaml value) {}

  /** Checks {@code vary} and {@code cases}; values of the wrong type are reported elsewhere. */
  void check(SweepFile sweep) {
    List<Place> varied = places(sweep.vary(), "vary");
    List<List<Place>> cases = new ArrayList<>();
    if (sweep.cases() instanceof Yaml.Sequence list) {
      for (Yaml each : list.items()) {
        cases.add(places(each, "cases[%d]".formatted(cases.size())));
      }
    }
    requireApart(varied);
    for (List<Place> of : cases) {
      requireApart(of);
      for (Place place : of) {
        varied.forEach(other -> requireApart(other, place));
      }
    }
    List<Place> all = new ArrayList<>(varied);
    cases.forEach(all::addAll);
    all.forEach(this::refuseSeed);
    varied.forEach(this::requireDistinct);
    requireDistinct(cases);
  }

  private static List<Place> places(Yaml section, String path) {
    List<Place> places = new ArrayList<>();
    if (section instanceof Yaml.Mapping mapping) {
      mapping
          .entries()
          .forEach((key, value) -> places.add(new Place(key, Keys.join(path, key), value)));
    }
    return places;
  }

  private void requireApart(List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      for (int j = i + 1; j < places.size(); j++) {
        requireApart(places.get(i), places.get(j));
      }
    }
  }

  private void requireApart(Place first, Place second) {
    boolean same = first.key().equals(second.key());
    if (same) {
      report(second, "is set by %s too (%s); remove one", first);
    } else if (isWithin(first.key(), second.key()) || isWithin(second.key(), first.key())) {
      report(second, "overlaps with %s (%s), since one contains the other; write out one", first);
    }
  }

  private static boolean isWithin(String key, String section) {
    return key.startsWith(section + ".");
  }

  private void refuseSeed(Place place) {
    if (place.key().equals(SEED)) {
      problems.add(
          new Problem(
              place.value().origin(),
              place.shown(),
              "the seeds of a sweep are set by seeds (how many) and first_seed; remove this key"));
    }
  }

  private void requireDistinct(Place varied) {
    if (!(varied.value() instanceof Yaml.Sequence list)) {
      return;
    }
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < list.items().size(); i++) {
      Integer first = seen.putIfAbsent(content(list.items().get(i)), i);
      if (first != null) {
        report(
            new Place(varied.key(), "%s[%d]".formatted(varied.shown(), i), list.items().get(i)),
            "is the same value as %s (%s); remove one",
            new Place(
                varied.key(), "%s[%d]".formatted(varied.shown(), first), list.items().get(first)));
      }
    }
  }

  private void requireDistinct(List<List<Place>> cases) {
    Map<Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Object> content = new TreeMap<>();
      cases.get(i).forEach(place -> content.put(place.key(), content(place.value())));
      Integer first = seen.putIfAbsent(content, i);
      if (first != null && !cases.get(i).isEmpty()) {
        report(
            new Place("", "cases[%d]".formatted(i), cases.get(i).get(0).value()),
            "is the same case as %s (%s); remove one",
            new Place("", "cases[%d]".formatted(first), cases.get(first).get(0).value()));
      }
    }
  }

  private void report(Place place, String message, Place other) {
    problems.add(
        new Problem(
            place.value().origin(),
            place.shown(),
            message.formatted(other.shown(), other.value().origin().text())));
  }

  /** Equal for values that mean the same, such as 1, 1.0 and 1e0. */
  private static Object content(Yaml value) {
    if (value instanceof Yaml.Sequence list) {
      return list.items().stream().map(SweepConflicts::content).toList();
    }
    if (value instanceof Yaml.Mapping mapping) {
      Map<String, Object> content = new LinkedHashMap<>();
      mapping.entries().forEach((key, inner) -> content.put(key, content(inner)));
      return content;
    }
    Object scalar = ((Yaml.Scalar) value).value();
    return scalar instanceof Number number ? (Object) number.doubleValue() : String.valueOf(scalar);
  }
}
