package org.collapselab.reports.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.collapselab.reports.page.JsonTree;

/**
 * Widths of characters in Liberation Sans, which PDFBox contains; Arial and Helvetica have the
 * same. They come from the file, not from the fonts of the machine, so that every machine lays out
 * alike.
 */
final class CharacterWidths {
  /** Letters, Greek, sub- and superscripts, mathematical signs. */
  private static final int CODE_POINTS = 0x2300;

  private CharacterWidths() {}

  /** The font file. */
  static InputStream font() {
    InputStream font =
        RandomAccessReadBuffer.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
    if (font == null) {
      throw new IllegalStateException("PDFBox's jar has no Liberation Sans");
    }
    return font;
  }

  /** Widths by code point in units of the font size; 0 where the font has no such character. */
  static ArrayNode json() {
    ArrayNode widths = JsonTree.array();
    try (InputStream file = font();
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      for (int code = 0; code < CODE_POINTS; code++) {
        int glyph = glyphs.getGlyphId(code);
        widths.add(glyph == 0 ? 0 : (double) font.getAdvanceWidth(glyph) / font.getUnitsPerEm());
      }
      return widths;
    } catch (IOException e) {
      throw new UncheckedIOException("the font of the figures cannot be read", e);
    }
  }
}
