package org.collapselab.cli.ui;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requested address, decoded.
 *
 * @param path segments, each decoded once: one may contain a slash that was encoded
 * @param parameters of the query, in order
 */
record Address(List<String> path, List<Parameter> parameters) {

  /** {@code name=value}. */
  record Parameter(String name, String value) {}

  /**
   * Reads an address.
   *
   * @param path as sent, encoded
   * @param query as sent; {@code null} if missing
   * @throws Refusal if it is malformed
   */
  static Address of(String path, String query) {
    if (path == null || !path.startsWith("/")) {
      throw Refusal.badRequest("the address has no path");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(decode(segment.replace("+", "%2B")));
    }
    if (segments.equals(List.of(""))) {
      segments.clear();
    }
    List<Parameter> parameters = new ArrayList<>();
    if (query != null && !query.isEmpty()) {
      for (String part : query.split("&", -1)) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Parameter(decode(name), decode(value)));
      }
    }
    return new Address(List.copyOf(segments), List.copyOf(parameters));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the address is malformed");
    }
  }

  /** All values of a parameter. */
  List<String> all(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).toList();
  }

  /** An optional parameter that may be given only once. */
  Optional<String> one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw Refusal.badRequest("%s is given twice".formatted(name));
    }
    return values.stream().findFirst();
  }

  /** A parameter that is a whole number from {@code least} to {@code most}. */
  long number(String name, long least, long most, long otherwise) {
    Optional<String> text = one(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("[0-9]{1,18}")) {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw Refusal.badRequest(
        "%s must be a whole number from %d to %d".formatted(name, least, most));
  }

  /** Whether errors are wanted as JSON. */
  boolean isForData() {
    return !path.isEmpty() && path.get(0).equals("api");
  }
}
