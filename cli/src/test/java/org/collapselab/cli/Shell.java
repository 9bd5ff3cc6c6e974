package org.collapselab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs {@code collapse} in this process and keeps what it prints. */
record Shell(int code, String out, String err) {
  static Shell collapse(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.plain(Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = commandLine.execute(words);
    return new Shell(code, out.toString(), err.toString());
  }
}
