package org.collapselab.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.render.DrawnFiles;
import org.collapselab.reports.render.FigureFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresOfARunInFilesTest {
  @TempDir Path dir;

  private List<Figure> figures() throws IOException {
    SyntheticRun.write(dir.resolve("run"), "a <b> & \u0001 name");
    return ReportWriter.figures(dir.resolve("run"));
  }

  @Test
  void everyFigureBecomesAFileWithItsAxesTitleAndCaption() throws IOException {
    FigureFiles.Result result = DrawnFiles.first(figures(), dir.resolve("out"));
    assertThat(result.notDrawn()).isEmpty();
    assertThat(result.files().stream().map(file -> file.getFileName().toString()))
        .containsExactly("loss.svg", "metrics.svg", "spectra.svg", "gram.svg", "means.svg");
    assertThat(texts(result, 0)).contains("step", "DUFM objective", "SRG 0.1938");
    assertThat(texts(result, 1)).contains("step", "NC1: tr Σ_W / tr Σ_B", "features", "test");
    assertThat(texts(result, 2)).contains("index i", "σᵢ");
    assertThat(texts(result, 3)).contains("class", "σ(M₄) · fc3 post");
    assertThat(texts(result, 4)).contains("class", "neuron, ordered");
    org.w3c.dom.Element root = DrawnFiles.parse(result.files().get(1)).getDocumentElement();
    assertThat(root.getAttribute("width")).isEqualTo("85mm");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Collapse over training");
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
        .startsWith("One line per layer")
        .contains("NC1 = tr Σ_W / tr Σ_B");
  }

  private static List<String> texts(FigureFiles.Result result, int file) {
    return DrawnFiles.texts(result.files().get(file));
  }

  @Test
  void filesAreTheSameBytesInEveryLocale() throws IOException {
    List<Figure> figures = figures().subList(0, 2);
    FigureFiles.Result first = DrawnFiles.first(figures, dir.resolve("first"));
    Locale before = Locale.getDefault();
    FigureFiles.Result second;
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      second = DrawnFiles.first(figures, dir.resolve("second"));
    } finally {
      Locale.setDefault(before);
    }
    for (int i = 0; i < figures.size(); i++) {
      assertThat(second.files().get(i)).hasSameBinaryContentAs(first.files().get(i));
    }
  }

  @Test
  void aFigureWithoutItsFileIsNamedWithTheReason() throws IOException {
    figures();
    Files.delete(dir.resolve("run/metrics.csv"));
    List<Figure> figures = ReportWriter.figures(dir.resolve("run")).subList(1, 3);
    FigureFiles.Result result = DrawnFiles.first(figures, dir.resolve("out"));
    assertThat(result.files()).hasSize(1);
    assertThat(result.notDrawn())
        .containsExactly(
            "metrics (Collapse over training): Not drawn: metrics.csv is not in the run directory.");
  }
}
