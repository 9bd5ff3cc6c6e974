package org.collapselab.trainer.config;

import java.util.ArrayList;
import java.util.List;

/** The items between the commas of a list in brackets. */
final class FlowItems {
  private final List<String> items = new ArrayList<>();
  private final StringBuilder item = new StringBuilder();

  private FlowItems() {}

  /**
   * Splits at the commas outside quotes. A quote opens only at the beginning of an item, so that an
   * apostrophe is an ordinary character. Blanks around items are ignored, and so is a trailing
   * comma.
   */
  static List<String> of(String text) {
    FlowItems split = new FlowItems();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean opens = quote == 0 && (c == '"' || c == '\'') && split.item.toString().isBlank();
      if (c == ',' && quote == 0) {
        split.end();
        continue;
      }
      if (opens) {
        quote = c;
      } else if (c == quote && !split.endsEscaped(quote)) {
        quote = 0;
      }
      split.item.append(c);
    }
    if (!split.item.toString().isBlank()) {
      split.end();
    }
    return split.items;
  }

  /** Whether an odd number of backslashes stands before a double quote. */
  private boolean endsEscaped(char quote) {
    int backslashes = 0;
    while (backslashes < item.length() && item.charAt(item.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return quote == '"' && backslashes % 2 == 1;
  }

  private void end() {
    items.add(item.toString().strip());
    item.setLength(0);
  }
}
