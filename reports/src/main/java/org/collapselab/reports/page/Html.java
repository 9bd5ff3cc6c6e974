package org.collapselab.reports.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Markup that is safe to put on the page: text becomes markup only through {@link #text}. */
public record Html(String markup) {
  public static final Html EMPTY = new Html("");

  /** Escapes {@code text} for use as element content or quoted attribute value. */
  public static Html text(String text) {
    return new Html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  /**
   * A formula or caption written by the program: {@code _X} and {@code ^{...}} become sub- and
   * superscripts.
   */
  public static Html formula(String text) {
    return new Html(
        text(text)
            .markup
            .replaceAll("_(\\p{L})", "<sub>$1</sub>")
            .replaceAll("\\^\\{([^}]*)}", "<sup>$1</sup>"));
  }

  /** The text alone, escaped; subscripts and superscripts are written {@code _x} and {@code ^x}. */
  public String plain() {
    return markup.replace("<sub>", "_").replace("<sup>", "^").replaceAll("<[^>]*>", "");
  }

  /** As {@link #plain}, for the terminal: without escapes. */
  public String unescaped() {
    return plain()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  public static Html number(Number number) {
    return text(Numbers.format(number));
  }

  /** Puts {@code children} inside an element; {@code name} is a constant of the program. */
  public static Html tag(String name, Html... children) {
    return new Html("<" + name + ">" + join(Arrays.asList(children)).markup + "</" + name + ">");
  }

  /** Like {@link #tag}, with a class; both names are constants of the program. */
  public static Html tagOfClass(String name, String htmlClass, Html... children) {
    Html content = join(Arrays.asList(children));
    return new Html("<%s class=\"%s\">%s</%s>".formatted(name, htmlClass, content.markup, name));
  }

  public static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  public static Html join(Html... parts) {
    return join(Arrays.asList(parts));
  }
}
