package org.collapselab.trainer.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parser's error as a readable message.
 *
 * @param line line from 1, or 0 if the parser does not know
 */
record YamlSyntax(int line, String message) {
  private static final Pattern MARK = Pattern.compile("in 'reader', line (\\d+), column (\\d+)");

  static YamlSyntax of(JsonProcessingException e) {
    if (e instanceof Refusal) {
      return new YamlSyntax(e.getLocation().getLineNr(), e.getOriginalMessage());
    }
    String raw = e.getOriginalMessage();
    if (raw.startsWith("Expected a field name")) {
      return new YamlSyntax(
          e.getLocation().getLineNr(),
          "not valid YAML: a key must be plain text, not a list or section");
    }
    Matcher mark = MARK.matcher(raw);
    int line = 0;
    while (mark.find()) {
      line = Integer.parseInt(mark.group(1));
    }
    return new YamlSyntax(line, "not valid YAML: " + withoutSnippets(raw));
  }

  /** The parser's sentences, without its positions and the source lines quoted below them. */
  private static String withoutSnippets(String raw) {
    return raw.lines()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("in \"'reader'\""))
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }

  /** Stops the parsing of valid YAML that exceeds the limits of a configuration. */
  static final class Refusal extends JsonParseException {
    private static final long serialVersionUID = 1L;

    Refusal(String message, JsonParser parser) {
      super(parser, message, parser.currentTokenLocation());
    }
  }
}
