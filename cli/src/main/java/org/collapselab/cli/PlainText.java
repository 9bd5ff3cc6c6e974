package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Text that is safe for a terminal: control characters and marks that change the direction of
 * writing, which stored names may contain, are shown as {@code \\u001b} and the like.
 */
final class PlainText {
  private PlainText() {}

  /** A printer that only prints such text; line ends and tabs are kept. */
  static PrintWriter printer(Writer out) {
    return new PrintWriter(new Filter(out), true);
  }

  /** One string. */
  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        plain.append(c);
      } else {
        plain.append("\\u%04x".formatted((int) c));
      }
    }
    return plain.toString();
  }

  private static boolean isPlain(char c) {
    boolean turns = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    return c == '\n' || c == '\t' || !Character.isISOControl(c) && !turns;
  }

  private static final class Filter extends Writer {
    private final Writer out;

    Filter(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      out.write(of(new String(text, from, length)));
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
