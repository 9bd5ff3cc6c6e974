package org.collapselab.reports.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.Html;

/**
 * A drawn figure with its size on paper.
 *
 * @param text a whole SVG document
 * @param millimetres width
 * @param ratio height by width
 */
record PaperSvg(String text, double millimetres, double ratio) {
  private static final double MILLIMETRES_PER_INCH = 25.4;
  private static final double POINTS_PER_INCH = 72;

  /** Labels of axes have 11 pixels and become so many points high. */
  private static final double LABEL_PIXELS = 11;

  private static final double LABEL_POINTS = 7;

  private static final Pattern HEAD =
      Pattern.compile("<svg[^>]*? width=\"([0-9.]+)\" height=\"([0-9.]+)\"[^>]*>");

  /** Characters that XML does not allow. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  /** Pixels of a drawing that becomes so wide on paper. */
  static double pixels(double millimetres) {
    double points = millimetres / MILLIMETRES_PER_INCH * POINTS_PER_INCH;
    return points * LABEL_PIXELS / LABEL_POINTS;
  }

  /**
   * Gives a drawing its width on paper, and the figure's title and caption for readers of the file.
   * A narrower drawing is put into the middle; a wider one is made smaller.
   */
  static PaperSvg of(String drawing, double millimetres, Figure figure) {
    Matcher head = HEAD.matcher(drawing);
    if (!head.lookingAt()) {
      throw new IllegalStateException("Vega did not write an SVG document");
    }
    double width = Double.parseDouble(head.group(1));
    double height = Double.parseDouble(head.group(2));
    double page = Math.max(width, pixels(millimetres));
    double margin = (page - width) / 2;
    String opening =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
            + " width=\"%smm\" height=\"%smm\" viewBox=\"%s 0 %s %s\">\n"
                .formatted(
                    number(millimetres),
                    number(millimetres * height / page),
                    number(-margin),
                    number(page),
                    number(height))
            + "<title>%s</title>\n<desc>%s</desc>\n"
                .formatted(Html.text(figure.title()).markup(), figure.caption().plain());
    String text = opening + drawing.substring(head.end()) + "\n";
    return new PaperSvg(FORBIDDEN.matcher(text).replaceAll("\uFFFD"), millimetres, height / page);
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.3f", value);
    return digits.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Width in units of which there are so many in an inch. */
  double width(double perInch) {
    return millimetres / MILLIMETRES_PER_INCH * perInch;
  }

  /** Height in units of which there are so many in an inch. */
  double height(double perInch) {
    return ratio * width(perInch);
  }
}
