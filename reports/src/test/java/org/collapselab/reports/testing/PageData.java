package org.collapselab.reports.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The data that the charts of a page are drawn from. */
public final class PageData {
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"report-data\">(.*?)</script>");

  private final JsonNode root;

  private PageData(JsonNode root) {
    this.root = root;
  }

  public static PageData of(Path page) {
    try {
      Matcher matcher = DATA.matcher(Files.readString(page));
      if (!matcher.find()) {
        throw new IllegalStateException(page + " has no data");
      }
      return new PageData(new ObjectMapper().readTree(matcher.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The specifications of a figure's choices. */
  public JsonNode choices(int figure) {
    return root.at("/figures/%d/choices".formatted(figure));
  }

  /** What is the same in the rows of a block, such as its panel. */
  public String same(String dataset, int block, String key) {
    return block(dataset, block).at("/same/" + key).asText();
  }

  /** A column of numbers of a block. */
  public List<Double> numbers(String dataset, int block, String column) {
    return StreamSupport.stream(block(dataset, block).at("/columns/" + column).spliterator(), false)
        .map(JsonNode::asDouble)
        .toList();
  }

  private JsonNode block(String dataset, int block) {
    JsonNode found = root.at("/datasets/%s/%d".formatted(dataset, block));
    if (found.isMissingNode()) {
      throw new IllegalArgumentException(
          "no block %d of %s in %s".formatted(block, dataset, root.get("datasets")));
    }
    return found;
  }
}
