package org.collapselab.datasets.own;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.Samples;

/** A CSV file, or a folder with {@code train.csv} and perhaps {@code test.csv}. */
final class CsvFiles {
  static final String TRAIN = "train.";
  private static final String TEST = "test.";

  private CsvFiles() {}

  static boolean isPart(Path file, String part) {
    return OwnFiles.isTable(file)
        && OwnFiles.plainName(file).startsWith(part)
        && OwnFiles.plainName(file).indexOf('.') == part.length() - 1;
  }

  static OwnData read(FileSpec spec, Path file) {
    return of(spec, Content.read(file, name(file)), Optional.empty());
  }

  static OwnData readParts(FileSpec spec, List<Path> entries) {
    Content train = part(spec, entries, TRAIN).orElseThrow();
    return of(spec, train, part(spec, entries, TEST));
  }

  private static Optional<Content> part(FileSpec spec, List<Path> entries, String part) {
    List<Path> found = entries.stream().filter(entry -> isPart(entry, part)).toList();
    if (found.size() > 1) {
      throw new OwnDataException(
          "%s has %d files %scsv; leave one".formatted(spec.path(), found.size(), part));
    }
    return found.stream().findFirst().map(file -> Content.read(file, name(file)));
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".gz")
        ? name.substring(0, name.length() - 3)
        : name;
  }

  private static OwnData of(FileSpec spec, Content trainFile, Optional<Content> testFile) {
    List<FileHash> hashes = new ArrayList<>(List.of(trainFile.hash()));
    testFile.ifPresent(file -> hashes.add(file.hash()));
    CsvSamples train = CsvSamples.read(trainFile, spec.table());
    Optional<CsvSamples> test = testFile.map(file -> CsvSamples.read(file, spec.table()));
    test.ifPresent(part -> requireSameColumns(spec, train, part));
    if (spec.regression()) {
      return new OwnData(OwnFiles.NAME, hashes, regression(train), test.map(CsvFiles::regression));
    }
    TextClasses classes = TextClasses.of(train);
    return new OwnData(
        OwnFiles.NAME,
        hashes,
        classified(train, classes),
        test.map(part -> classified(part, classes)));
  }

  private static void requireSameColumns(FileSpec spec, CsvSamples train, CsvSamples test) {
    if (!train.inputNames().equals(test.inputNames())) {
      throw new OwnDataException(
          "%s: the tables for training and testing have different columns, %s and %s"
              .formatted(spec.path(), train.inputNames(), test.inputNames()));
    }
  }

  private static Samples regression(CsvSamples table) {
    return Samples.regression(table.features(), table.targets());
  }

  private static Samples classified(CsvSamples table, TextClasses classes) {
    return Samples.classified(table.features(), classes.labels(table), classes.names());
  }
}
