package org.collapselab.reports.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page's scripts, inlined, and the content security policy that only allows these: no other
 * scripts, and no requests.
 */
public final class Scripts {
  private static final List<String> NAMES =
      List.of(
          "vega/vega.min.js",
          "vega/vega-lite.min.js",
          "vega/vega-embed.min.js",
          "charts.js",
          "report.js");

  /** The scripts that draw charts without a page. */
  private static final List<String> CHARTING =
      List.of("vega/vega.min.js", "vega/vega-lite.min.js", "charts.js");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> sources =
      NAMES.stream().map(name -> inline(Template.resource(Scripts.class, name))).toList();

  /** Vega, Vega-Lite and {@code collapseCharts}: what draws charts, with a page or without. */
  public static List<String> charting() {
    return CHARTING.stream().map(name -> resource(Scripts.class, name)).toList();
  }

  /** Text of a resource in the package of the class that uses it. */
  public static String resource(Class<?> owner, String name) {
    return Template.resource(owner, name);
  }

  /** Script elements, in the order in which they must run. */
  Html elements() {
    return Html.join(
        sources.stream().map(source -> new Html("<script>" + source + "</script>\n")).toList());
  }

  /**
   * Value of the policy. Vega compiles its expressions, hence unsafe-eval; images are the charts
   * that a reader exports.
   */
  Html policy() {
    String hashes = sources.stream().map(Scripts::hash).collect(Collectors.joining(" "));
    return new Html(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; "
            + "style-src 'unsafe-inline'; script-src 'unsafe-eval' "
            + hashes);
  }

  /**
   * JSON that cannot end its script element, whatever its strings contain. Vega puts names into
   * expressions and treats the line separators of Unicode as the end of a string, so they are
   * replaced by a visible character.
   */
  static Html json(JsonNode node) {
    try {
      return new Html(
          JSON.writeValueAsString(node).replace("<", "\\u003c").replaceAll("[\u2028\u2029]", "↵"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** Makes a source fit for a script element; drops the reference to its source map. */
  private static String inline(String source) {
    return source
        .replace("\r\n", "\n")
        .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
        .replace("</script", "<\\/script")
        .replace("<!--", "<\\!--");
  }

  private static String hash(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
