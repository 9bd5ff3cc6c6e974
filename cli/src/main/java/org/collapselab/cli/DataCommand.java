package org.collapselab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.CatalogEntry;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.Fetcher;
import org.collapselab.datasets.FileStatus;
import org.collapselab.trainer.config.DataConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collapse data}. */
@Command(
    name = "data",
    description = "Lists, fetches and verifies data sets.",
    mixinStandardHelpOptions = true,
    subcommands = {DataCommand.ListSets.class, DataCommand.Fetch.class, DataCommand.Verify.class})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code collapse data list}. */
  @Command(
      name = "list",
      description = "Lists the known data sets and whether they are present.",
      mixinStandardHelpOptions = true)
  static final class ListSets implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private DataOption data;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      DataHome home = data.home();
      List<String> present = home.list();
      out.printf("data directory  %s%n%n", home.dir());
      for (CatalogEntry set : Catalog.all()) {
        String where =
            set.embedded() ? "built in" : present.contains(set.name()) ? "present" : "missing";
        out.printf(
            "%-20s %-9s %6d train %6d test  %-10s  %s%n",
            set.name(),
            where,
            set.trainSize(),
            set.testSize(),
            Shapes.text(set.shape()),
            set.title());
      }
      out.printf(
          "%n%-20s %s%n%-20s %s%n",
          DataConfig.Set.FILE,
          "your own: .npz, .npy, IDX, CSV or a folder of images, in data.path (docs/data.md)",
          DataConfig.Set.GAUSSIAN_MIXTURE,
          "generated: classes around means of known structure, by data.mixture (docs/data.md)");
      return ExitCode.OK;
    }
  }

  /** {@code collapse data fetch}. */
  @Command(
      name = "fetch",
      description = "Downloads the missing files of a data set; resumes an interrupted download.",
      mixinStandardHelpOptions = true)
  static final class Fetch implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "SET",
        completionCandidates = SetNames.class,
        description = "Name of the data set.")
    private String set;

    @Mixin private DataOption data;

    @Override
    public Integer call() {
      DataHome home = data.home();
      CatalogEntry entry = Catalog.get(set);
      if (entry.embedded()) {
        spec.commandLine().getOut().printf("%s is built in; there is nothing to fetch%n", set);
        return ExitCode.OK;
      }
      try (DownloadProgress progress = new DownloadProgress()) {
        new Fetcher(home, progress).fetch(entry);
      }
      spec.commandLine().getOut().printf("%s is in %s%n", set, home.folder(entry));
      return ExitCode.OK;
    }
  }

  /** {@code collapse data verify}. */
  @Command(
      name = "verify",
      description = "Checks the SHA-256 of the files of one data set, or of all.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        arity = "0..1",
        paramLabel = "SET",
        completionCandidates = SetNames.class,
        description = "Name of the data set (default: all that are present, in whole or in part).")
    private String set;

    @Mixin private DataOption data;

    @Override
    public Integer call() {
      DataHome home = data.home();
      List<String> names = set == null ? home.begun() : List.of(set);
      PrintWriter out = spec.commandLine().getOut();
      boolean sound = true;
      for (String name : names) {
        for (FileStatus status : home.verify(Catalog.get(name))) {
          out.println(describe(name, status));
          sound &= (status.state() == FileStatus.State.PRESENT);
        }
      }
      return sound ? ExitCode.OK : ExitCode.DATA;
    }

    private static String describe(String set, FileStatus status) {
      String state =
          status.state() == FileStatus.State.PRESENT
              ? "SHA-256 matches"
              : status.state().name().toLowerCase(Locale.ROOT);
      boolean missing = status.state() == FileStatus.State.MISSING;
      String damage =
          missing
              ? ": %s is not there; 'collapse data fetch %s' gets it"
                  .formatted(status.location(), set)
              : status.damage().map(why -> ": " + why).orElse("");
      return "%-20s %-28s %s%s".formatted(set, status.file().name(), state, damage);
    }
  }
}
