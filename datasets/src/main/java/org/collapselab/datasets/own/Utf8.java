package org.collapselab.datasets.own;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.collapselab.datasets.OwnDataException;

/** Checks that a text is UTF-8: read as such, different letters of other encodings become one. */
final class Utf8 {
  private Utf8() {}

  /**
   * @throws OwnDataException if the file is not UTF-8; names the first line that is not
   */
  static void require(Content content) {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
    CharBuffer letters = CharBuffer.allocate(1 << 13);
    CoderResult result;
    do {
      result = strict.decode(bytes, letters, true);
      letters.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      int line = 1;
      for (int at = 0; at < bytes.position(); at++) {
        line += bytes.get(at) == '\n' ? 1 : 0;
      }
      throw new OwnDataException(
          "%s, line %d: this is not UTF-8; save the file as UTF-8".formatted(content.file(), line));
    }
  }
}
