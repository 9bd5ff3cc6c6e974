package org.collapselab.reports.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.render.DrawnFiles;
import org.collapselab.reports.render.FigureFiles;
import org.collapselab.reports.render.FigureFormat;
import org.collapselab.trainer.config.FigureConfig;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresOfASweepInFilesTest {
  @TempDir Path dir;

  private List<Figure> figures(String... deleted) throws IOException {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    varied.put("lambda", List.of("0.002", "0.004"));
    varied.put("width", List.of("20", "30"));
    SyntheticSweep sweep = new SyntheticSweep(2, varied);
    sweep.write(dir, "plain");
    for (String file : deleted) {
      Files.delete(dir.resolve(file));
    }
    return SweepReportWriter.figures(
        SweepFiles.read(dir), sweep.config("plain", SweepReportWriterTest.all()));
  }

  @Test
  void everyTypeOfFigureIsDrawnWithItsAxes() throws IOException {
    FigureFiles.Result result = DrawnFiles.first(figures(), dir.resolve("out"));
    assertThat(result.notDrawn()).isEmpty();
    assertThat(result.files()).hasSize(6);
    assertThat(texts(result, 0)).contains("step", "loss", "λ", "width 20", "width 30");
    assertThat(texts(result, 1)).contains("λ", "loss", "0.002");
    assertThat(texts(result, 2)).contains("λ", "width d", "0.004", "30");
    assertThat(texts(result, 3)).contains("share of trials", "verdict", "width d", "DNC");
    assertThat(texts(result, 4)).contains("index i", "σᵢ", "measured", "SRG");
    assertThat(texts(result, 5)).contains("neuron, ordered", "class");
  }

  private static List<String> texts(FigureFiles.Result result, int file) {
    return DrawnFiles.texts(result.files().get(file));
  }

  @Test
  void dashedReferencesHaveTheirNamesBesideThem() throws IOException {
    figures();
    FigureConfig lines =
        new FigureConfig(
            FigureConfig.Type.LINES,
            "",
            "",
            "lambda",
            List.of("loss"),
            List.of(),
            "",
            "",
            List.of("loss_dnc", "loss_srg"),
            false,
            false);
    FigureFiles.Result result = DrawnFiles.first(drawn(lines), dir.resolve("out"));
    List<String> texts = texts(result, 0);
    assertThat(texts).containsOnlyOnce("DNC", "SRG");
    assertThat(texts.indexOf("DNC")).isLessThan(texts.indexOf("SRG")); // its loss is higher
  }

  @Test
  void jumpsOfRankAreCountedInTheDrawing() throws IOException {
    figures();
    Files.writeString(
        dir.resolve("jumps.csv"),
        """
        trial,step,from,to
        s1-seed0,100,3,2
        s1-seed1,200,3,2
        s2-seed0,300,2,4
        """);
    FigureConfig jumps =
        new FigureConfig(
            FigureConfig.Type.JUMPS,
            "",
            "",
            "",
            List.of(),
            List.of(),
            "",
            "",
            List.of(),
            false,
            false);
    FigureFiles.Result result = DrawnFiles.first(drawn(jumps), dir.resolve("out"));
    assertThat(result.notDrawn()).isEmpty();
    assertThat(texts(result, 0))
        .contains("rank before", "rank after", "down", "up")
        .contains("1", "2", "3", "4"); // counts and ranks
    assertThat(Collections.frequency(texts(result, 0), "2")).isEqualTo(3);
  }

  private List<Figure> drawn(FigureConfig figure) throws IOException {
    SyntheticSweep sweep = new SyntheticSweep(2, Map.of("lambda", List.of("0.002", "0.004")));
    return SweepReportWriter.figures(SweepFiles.read(dir), sweep.config("plain", figure));
  }

  @Test
  void figuresOfMissingFilesSayWhyAndTheOthersAreDrawn() throws IOException {
    FigureFiles.Result result =
        DrawnFiles.first(figures("curves.csv", "spectra.csv"), dir.resolve("out"));
    assertThat(result.files().stream().map(file -> file.getFileName().toString()))
        .containsExactly("figure-2.svg", "figure-3.svg", "figure-4.svg", "figure-6.svg");
    assertThat(result.notDrawn())
        .hasSize(2)
        .allMatch(reason -> reason.contains("is not in the directory of the sweep."));
  }

  @Test
  void everyViewOfAFigureGetsAFileNamedAfterIt() throws IOException {
    FigureFiles.Result result =
        new FigureFiles(EnumSet.of(FigureFormat.SVG), 85, true, Optional.of("figure-4"))
            .write(figures(), dir.resolve("out"));
    assertThat(result.files().stream().map(file -> file.getFileName().toString()))
        .containsExactly("figure-4-verdict.svg", "figure-4-rank.svg");
  }

  @Test
  void picturesHaveTheWidthAndTheSameBytesTwice() throws IOException {
    List<Figure> figures = figures();
    FigureFiles files =
        new FigureFiles(
            EnumSet.of(FigureFormat.PDF, FigureFormat.PNG), 120, false, Optional.of("figure-2"));
    List<Path> first = files.write(figures, dir.resolve("first")).files();
    List<Path> second = files.write(figures, dir.resolve("second")).files();
    assertThat(first.stream().map(file -> file.getFileName().toString()))
        .containsExactly("figure-2.pdf", "figure-2.png");
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).hasSameBinaryContentAs(first.get(i));
    }
    assertThat(ImageIO.read(first.get(1).toFile()).getWidth()).isEqualTo(1417); // 120 mm, 300 dpi
    try (PDDocument pdf = Loader.loadPDF(first.get(0).toFile())) {
      assertThat(pdf.getNumberOfPages()).isOne();
      assertThat(pdf.getPage(0).getMediaBox().getWidth()).isBetween(340f, 340.3f); // points
    }
  }

  @Test
  void anUnknownFigureIsRefusedWithTheOnesThatThereAre() throws IOException {
    List<Figure> figures = figures();
    FigureFiles files =
        new FigureFiles(EnumSet.of(FigureFormat.SVG), 85, false, Optional.of("loss"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> files.write(figures, dir.resolve("out")))
        .withMessageContaining("\"loss\"")
        .withMessageContaining("figure-1, figure-2");
    try (Stream<Path> out = Files.list(dir)) {
      assertThat(out).doesNotContain(dir.resolve("out"));
    }
  }
}
