package org.collapselab.reports.sweep.data;

/**
 * The quantity on the vertical axis.
 *
 * @param name of the column
 * @param value whose share is shown; {@code null} for the mean of the column
 */
public record LineColumn(String name, String value) {

  /** Of {@code column} or {@code column=value}. */
  public static LineColumn of(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new LineColumn(text, null)
        : new LineColumn(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** Whether the share of a value is shown. */
  public boolean isShare() {
    return value != null;
  }

  /** For axes and choices. */
  public String title() {
    return isShare() ? "share of %s %s".formatted(name, value) : name;
  }
}
