package org.collapselab.cli.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.config.ConfigException;

/** Explains readers' errors to the person who looks at the page. */
final class Explanation {
  private Explanation() {}

  /**
   * The message of a reader's error, if it is meant for people. Those of a JSON library are not.
   */
  static Optional<String> of(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e.getCause() instanceof JsonProcessingException json) {
        return Optional.of(withoutParser(e.getMessage(), json));
      }
    }
    Throwable told = error instanceof UncheckedIOException io ? io.getCause() : error;
    boolean explained =
        error instanceof UncheckedIOException
            || error instanceof IllegalArgumentException
            || error instanceof ConfigException
            || error instanceof IOException
            || error instanceof Refusal;
    return explained ? Optional.ofNullable(told.getMessage()) : Optional.empty();
  }

  /** The file and line that a message names, without the parser's text after them. */
  private static String withoutParser(String message, JsonProcessingException json) {
    String place = message;
    for (String words : List.of(json.getMessage(), json.getOriginalMessage())) {
      place = place.endsWith(words) ? place.substring(0, place.length() - words.length()) : place;
    }
    return place + "damaged: this is not the JSON that a run writes";
  }
}
