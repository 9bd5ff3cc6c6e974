package org.collapselab.reports.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.collapselab.reports.page.Figure;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Draws figures and reads what was drawn. */
public final class DrawnFiles {
  private DrawnFiles() {}

  /** The first view of every figure, 85 mm wide. */
  public static FigureFiles.Result first(List<Figure> figures, Path folder) throws IOException {
    return new FigureFiles(EnumSet.of(FigureFormat.SVG), 85, false, Optional.empty())
        .write(figures, folder);
  }

  /** Parses an SVG file; entities are refused. */
  public static Document parse(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      return builder.parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The texts of a drawing, as a reader sees them. */
  public static List<String> texts(Path file) {
    NodeList elements = parse(file).getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }
}
