package org.collapselab.reports.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.page.JsonTree;
import org.collapselab.trainer.store.WholeFile;

/**
 * Writes figures of a report to files for papers and slides, without a browser. The same figures
 * give the same bytes, on every machine with the same Java; the locale and the fonts of the machine
 * do not matter.
 *
 * @param formats at least one
 * @param millimetres width of a figure
 * @param all whether every view that a figure's reader can choose gets a file, named {@code
 *     <id>-<view>}, instead of the first one alone, named {@code <id>}
 * @param only the figure to draw; empty for all figures
 */
public record FigureFiles(
    Set<FigureFormat> formats, double millimetres, boolean all, Optional<String> only) {

  /** The widths that make sense, from a margin figure to a poster. */
  public static final double LEAST_WIDTH = 30;

  public static final double MOST_WIDTH = 1000;

  /** Longer parts of file names are cut. */
  private static final int LONGEST = 60;

  /**
   * What was written.
   *
   * @param files in the order of the figures
   * @param notDrawn figures that cannot be drawn, a sentence with the reason for each
   */
  public record Result(List<Path> files, List<String> notDrawn) {}

  public FigureFiles {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("name a format: svg, pdf or png");
    }
    if (!(millimetres >= LEAST_WIDTH && millimetres <= MOST_WIDTH)) {
      throw new IllegalArgumentException(
          "the width of a figure must be from 30mm to 1000mm, not %smm".formatted(millimetres));
    }
    formats = Set.copyOf(formats);
  }

  /**
   * Draws figures into a folder, which is created; files of the same name are replaced.
   *
   * @throws IllegalArgumentException if {@code only} is the id of none of them
   * @throws IOException if a file cannot be written
   */
  public Result write(List<Figure> figures, Path folder) throws IOException {
    List<Figure> wanted = wanted(figures);
    List<Path> files = new ArrayList<>();
    List<String> notDrawn = new ArrayList<>();
    Files.createDirectories(folder);
    try (VegaEngine engine = VegaEngine.start()) {
      for (Figure figure : wanted) {
        if (figure.choices().isEmpty()) {
          notDrawn.add(
              "%s (%s): %s".formatted(figure.id(), figure.title(), figure.caption().unescaped()));
        } else {
          files.addAll(write(engine, figure, folder));
        }
      }
    }
    return new Result(files, notDrawn);
  }

  private List<Figure> wanted(List<Figure> figures) {
    if (only.isEmpty()) {
      return figures;
    }
    List<Figure> wanted = figures.stream().filter(f -> f.id().equals(only.get())).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no figure \"%s\"; there are: %s"
              .formatted(
                  only.get(),
                  figures.isEmpty()
                      ? "none"
                      : String.join(", ", figures.stream().map(Figure::id).toList())));
    }
    return wanted;
  }

  private List<Path> write(VegaEngine engine, Figure figure, Path folder) throws IOException {
    ObjectNode datasets = JsonTree.object();
    figure.datasets().forEach((name, dataset) -> datasets.set(name, dataset.json()));
    List<Path> files = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Figure.Choice choice : all ? figure.choices() : figure.choices().subList(0, 1)) {
      String name = figure.id();
      if (all && figure.choices().size() > 1) {
        name += "-" + distinct(fileName(choice.label()), taken);
      }
      PaperSvg svg =
          PaperSvg.of(
              engine.svg(choice.spec(), datasets, PaperSvg.pixels(millimetres)),
              millimetres,
              figure);
      for (FigureFormat format : FigureFormat.values()) {
        if (formats.contains(format)) {
          Path file = folder.resolve(name + format.extension());
          byte[] content = bytes(svg, format);
          WholeFile.write(file, out -> out.write(content));
          files.add(file);
        }
      }
    }
    return files;
  }

  private static byte[] bytes(PaperSvg svg, FigureFormat format) throws IOException {
    return switch (format) {
      case SVG -> svg.bytes();
      case PDF -> Picture.of(svg).pdf();
      case PNG -> Picture.of(svg).png();
    };
  }

  /** Lower case letters and digits of a label, joined by hyphens. */
  static String fileName(String label) {
    String plain = Normalizer.normalize(label, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String name = plain.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.isEmpty() ? "view" : cut;
  }

  private static String distinct(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
