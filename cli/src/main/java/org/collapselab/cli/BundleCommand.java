package org.collapselab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.collapselab.cli.bundle.Bundle;
import org.collapselab.cli.bundle.Installation;
import org.collapselab.cli.bundle.Part;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.CatalogEntry;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.SourceCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code collapse bundle}. */
@Command(
    name = "bundle",
    description = {
      "Packs this build with a Java runtime for machines without a network.",
      "See docs/bundle.md."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  collapse bundle --out bundle",
      "  collapse bundle --device cuda --data mnist,cifar10 --split 0 --out bundle"
    })
final class BundleCommand implements Callable<Integer> {
  /** The devices that the bundle can use. */
  enum Device {
    CPU,
    CUDA
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "cpu, or cuda for both, which needs a build with -Pcuda or -Ptorch-cuda (default: cpu).")
  private Device device;

  @Option(
      names = "--data",
      paramLabel = "SET",
      completionCandidates = SetNames.class,
      split = ",",
      description = "Data sets to include; mnist-10k is built in.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "SIZE",
      defaultValue = "60M",
      converter = PartSize.class,
      description =
          "Maximum size of a part in megabytes (M, 10^6 bytes) or gigabytes (G); 0 is one file"
              + " (default: 60M).")
  private long split;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "A new or empty folder for the bundle.")
  private Path out;

  @Mixin private DataOption dataHome;

  @Override
  public Integer call() {
    List<CatalogEntry> sets = data.stream().map(Catalog::get).toList();
    Installation installation =
        Installation.current(Provenance.currentVersion(), SourceCommit.current());
    boolean cuda = device == Device.CUDA;
    print(new Bundle(installation, cuda, sets, dataHome.home(), split).write(out));
    return ExitCode.OK;
  }

  private void print(Bundle.Written written) {
    PrintWriter to = spec.commandLine().getOut();
    for (Part part : written.parts()) {
      to.printf("%s  %5.1f MB%n", out.resolve(part.name()), part.bytes() / 1e6);
    }
    to.printf(
        "%d part%s, %.1f MB in total, %.1f MB unpacked%n%n",
        written.parts().size(),
        written.parts().size() == 1 ? "" : "s",
        written.bytes() / 1e6,
        written.unpackedBytes() / 1e6);
    to.printf("Copy %s to the other machine and run there:%n", out);
    to.printf("  sh %s/assemble%n", out.getFileName());
    to.printf("  cd %s && ./collapse run experiments/quickstart.yaml%n", written.name());
    to.flush();
  }

  /** Reads {@code 60M}. */
  static final class PartSize implements ITypeConverter<Long> {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})([MG])B?");
    private static final long SMALLEST = 5_000_000; // a bundle of 2 GB is then 400 parts

    @Override
    public Long convert(String text) {
      if (text.equals("0")) {
        return 0L;
      }
      Matcher matcher = SYNTAX.matcher(text);
      if (matcher.matches()) {
        long unit = matcher.group(2).equals("M") ? 1_000_000 : 1_000_000_000;
        long bytes = Long.parseLong(matcher.group(1)) * unit;
        if (bytes >= SMALLEST) {
          return bytes;
        }
      }
      throw new TypeConversionException(
          "'%s' is not a size; expected at least 5M, such as 60M or 2G, or 0".formatted(text));
    }
  }
}
