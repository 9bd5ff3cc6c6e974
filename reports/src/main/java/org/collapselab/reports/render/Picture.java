package org.collapselab.reports.render;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A figure painted by Java. */
final class Picture {
  private static final double DOTS_PER_INCH = 300;
  private static final double POINTS_PER_INCH = 72;
  private static final double METRES_PER_INCH = 0.0254;

  /** Our own drawings may have more parts than strangers' may have by default. */
  private static final DocumentLimits LIMITS = new DocumentLimits(200, 200, Integer.MAX_VALUE);

  private final PaperSvg svg;
  private final SVGDocument document;

  private Picture(PaperSvg svg, SVGDocument document) {
    this.svg = svg;
    this.document = document;
  }

  /**
   * Reads a figure.
   *
   * @throws IOException if this Java cannot paint text
   */
  static Picture of(PaperSvg svg) throws IOException {
    registerFont();
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(svg.bytes()),
                URI.create("figure.svg"),
                LoaderContext.builder().documentLimits(LIMITS).build());
    if (document == null) {
      throw new IllegalStateException("the figure is not an SVG document");
    }
    return new Picture(svg, document);
  }

  /** Makes the font of the figures known to Java, on machines that do not have it. */
  private static void registerFont() throws IOException {
    try (InputStream file = CharacterWidths.font()) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file);
      GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font of the figures is damaged", e);
    } catch (LinkageError | InternalError e) { // a Java without freetype, or without fontconfig
      throw new IOException(
          "this Java cannot paint text (%s), so it writes no png and no pdf; install the packages fontconfig and libfreetype6, or use --format svg"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** With 300 dots per inch, which the file says too. */
  byte[] png() throws IOException {
    int width = (int) Math.round(svg.width(DOTS_PER_INCH));
    int height = (int) Math.round(svg.height(DOTS_PER_INCH));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    document.render(null, graphics, new ViewBox(width, height));
    graphics.dispose();
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      String format = "javax_imageio_png_1.0";
      IIOMetadataNode dots = new IIOMetadataNode("pHYs");
      String perMetre = Long.toString(Math.round(DOTS_PER_INCH / METRES_PER_INCH));
      dots.setAttribute("pixelsPerUnitXAxis", perMetre);
      dots.setAttribute("pixelsPerUnitYAxis", perMetre);
      dots.setAttribute("unitSpecifier", "meter");
      IIOMetadataNode root = new IIOMetadataNode(format);
      root.appendChild(dots);
      metadata.mergeTree(format, root);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** One page of the size of the figure. */
  byte[] pdf() throws IOException {
    float width = (float) svg.width(POINTS_PER_INCH);
    float height = (float) svg.height(POINTS_PER_INCH);
    try (PDDocument pdf = new PDDocument()) {
      pdf.setDocumentId(0L); // instead of the time
      PDPage page = new PDPage(new PDRectangle(width, height));
      pdf.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(pdf, width, height);
      document.render(null, graphics, new ViewBox(width, height));
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    }
  }
}
