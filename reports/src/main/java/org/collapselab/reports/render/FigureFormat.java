package org.collapselab.reports.render;

import java.util.Locale;

/** Kinds of files. */
public enum FigureFormat {
  /** Text stays text, in Liberation Sans or Arial. */
  SVG,
  /** Text is drawn as shapes, so that it looks the same everywhere. */
  PDF,
  /** 300 dots per inch. */
  PNG;

  /** File name extension, with the dot. */
  String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
