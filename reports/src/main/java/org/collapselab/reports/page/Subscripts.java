package org.collapselab.reports.page;

import java.util.regex.Pattern;

/** Indices in subscript digits. */
public final class Subscripts {
  private static final Pattern INDEX = Pattern.compile("_\\{?(\\d+)\\}?");
  private static final char ZERO = '₀';

  private Subscripts() {}

  /** Writes an index such as the 12 of {@code M_12} in subscript digits. */
  public static String of(String symbol) {
    return INDEX.matcher(symbol).replaceAll(match -> digits(match.group(1)));
  }

  private static String digits(String index) {
    StringBuilder digits = new StringBuilder();
    index.chars().forEach(digit -> digits.append((char) (ZERO + digit - '0')));
    return digits.toString();
  }
}
