package org.collapselab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.collapselab.reports.joint.Joint;
import org.collapselab.reports.page.Figure;
import org.collapselab.reports.render.FigureFiles;
import org.collapselab.reports.render.FigureFormat;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.studies.compare.RunFinder;
import org.collapselab.studies.sweep.SweepParts;
import org.collapselab.trainer.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code collapse figures}. */
@Command(
    name = "figures",
    description = {
      "Draws the figures of the report of a run or a sweep into files, for papers.",
      "Several sweeps of one file, with other seeds each, are drawn together. A FILE names sweeps of",
      "several files, and the figures and tables to make of all of them.",
      "See docs/figures.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse figures runs/20261123-120000-srg-width-5d21aa",
      "  collapse figures runs/20261123-120000-srg-width-5d21aa --format pdf --width 170mm --only figure-2",
      "  collapse figures here/srg-width-5d21aa there/srg-width-81c0f2 --out figures",
      "  collapse figures docs/results/width/figures.yaml --width 170mm"
    })
final class FiguresCommand implements Callable<Integer> {
  private static final String FOLDER = "figures";
  private static final String TABLES = "tables.md";

  /** A width such as {@code 85mm}, {@code 8.5cm} or {@code 3.3in}, in millimetres. */
  static final class Width implements ITypeConverter<Double> {
    private static final double MILLIMETRES_PER_INCH = 25.4;

    @Override
    public Double convert(String text) {
      double unit = text.endsWith("mm") ? 1 : text.endsWith("cm") ? 10 : MILLIMETRES_PER_INCH;
      boolean known = unit != MILLIMETRES_PER_INCH || text.endsWith("in");
      try {
        double width = Double.parseDouble(text.substring(0, Math.max(0, text.length() - 2)));
        if (known && width > 0) {
          return unit * width;
        }
      } catch (NumberFormatException e) {
        // as if it were not positive
      }
      throw new TypeConversionException(
          "\"%s\" is not a width such as 85mm, 8.5cm or 3.3in".formatted(text));
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|SWEEP|FILE",
      arity = "1..*",
      description = "The directory of a run, or of one or more sweeps; or a YAML file.")
  private List<Path> sources;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "FORMAT",
      defaultValue = "svg",
      description = "svg, pdf, png, or several of them (default: svg).")
  private List<FigureFormat> formats;

  @Option(
      names = "--width",
      paramLabel = "WIDTH",
      defaultValue = "85mm",
      converter = Width.class,
      description = "The width on paper, in mm, cm or in (default: 85mm).")
  private double width;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output directory (default: figures/ in the run or sweep, or that of FILE).")
  private Path out;

  @Option(names = "--only", paramLabel = "ID", description = "Draw this figure only.")
  private String only;

  @Option(
      names = "--all",
      description = "Draw every view of a figure, each into a file, not the first one only.")
  private boolean all;

  @Override
  public Integer call() {
    FigureFiles files =
        new FigureFiles(EnumSet.copyOf(formats), width, all, Optional.ofNullable(only));
    Path folder = folder();
    try {
      return isFile() ? joint(files, folder) : print(files.write(figures(), folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Path folder() {
    if (out == null && sources.size() > 1) {
      throw new IllegalArgumentException("name a folder for figures of several sweeps: --out DIR");
    }
    if (out != null) {
      return out;
    }
    return isFile() ? sources.get(0).toAbsolutePath().getParent() : sources.get(0).resolve(FOLDER);
  }

  private boolean isFile() {
    return sources.size() == 1 && Files.isRegularFile(sources.get(0));
  }

  /** The figures and tables of a file; {@code --only} leaves the tables out. */
  private int joint(FigureFiles files, Path folder) throws IOException {
    Joint joint = Joint.of(sources.get(0));
    Optional<Path> tables = Optional.empty();
    if (!joint.tables().isEmpty() && only == null) {
      tables = Optional.of(folder.resolve(TABLES));
      Files.createDirectories(folder);
      WholeFile.write(tables.get(), joint.tables());
      spec.commandLine().getOut().println(tables.get());
    }
    if (joint.figures().isEmpty() && tables.isPresent()) {
      return ExitCode.OK;
    }
    return print(files.write(joint.figures(), folder));
  }

  private List<Figure> figures() throws IOException {
    if (sources.size() > 1 || RunFinder.isSweep(sources.get(0))) {
      return SweepParts.read(sources).figures();
    }
    return ReportWriter.figures(RunFinder.run(sources.get(0)));
  }

  private int print(FigureFiles.Result result) {
    PrintWriter output = spec.commandLine().getOut();
    result.files().forEach(output::println);
    output.flush();
    PrintWriter err = spec.commandLine().getErr();
    result.notDrawn().forEach(reason -> err.println("collapse: " + reason));
    err.flush();
    return result.files().isEmpty() ? ExitCode.FAILURE : ExitCode.OK;
  }
}
