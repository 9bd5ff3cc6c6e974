package org.collapselab.datasets.own;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.IdxRecordReader;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.Samples;

/**
 * Pairs of IDX files, known by {@code idx3} (images) and {@code idx1} (labels) in their names;
 * {@code test} or {@code t10k} marks the test part.
 */
final class IdxFolder {
  private static final String IMAGES = "idx3";
  private static final String LABELS = "idx1";

  private final FileSpec spec;
  private final List<Path> files;
  private final List<FileHash> hashes = new ArrayList<>();

  private IdxFolder(FileSpec spec, List<Path> files) {
    this.spec = spec;
    this.files = files;
  }

  static boolean isIdx(Path file) {
    String name = OwnFiles.plainName(file);
    return name.contains(IMAGES) || name.contains(LABELS);
  }

  static OwnData read(FileSpec spec, List<Path> entries) {
    if (spec.regression()) {
      throw new OwnDataException(
          "%s: labels of IDX files are classes; remove data.file.target".formatted(spec.path()));
    }
    return new IdxFolder(spec, entries.stream().filter(IdxFolder::isIdx).toList()).read();
  }

  private OwnData read() {
    Samples train = pair(false);
    if (files.stream().noneMatch(IdxFolder::isTest)) {
      return new OwnData(OwnFiles.NAME, hashes, train, Optional.empty());
    }
    Samples test = pair(true);
    if (!test.shape().equals(train.shape())) {
      throw new OwnDataException(
          "%s: images for training are %s and those for testing are %s"
              .formatted(spec.path(), train.shape(), test.shape()));
    }
    int most = Math.max(train.numClasses(), test.numClasses());
    List<String> names = LabelNumbers.names(most - 1, spec.path().toString(), spec.classNames());
    return new OwnData(
        OwnFiles.NAME, hashes, train.withNames(names), Optional.of(test.withNames(names)));
  }

  private static boolean isTest(Path file) {
    String name = OwnFiles.plainName(file);
    return name.contains("test") || name.contains("t10k");
  }

  private Samples pair(boolean test) {
    Content images = one(IMAGES, test);
    Content labels = one(LABELS, test);
    hashes.add(images.hash());
    hashes.add(labels.hash());
    Samples samples = IdxRecordReader.samples(images.source(), labels.source());
    String where = labels.file().toString();
    return samples.withNames(
        LabelNumbers.names(samples.numClasses() - 1, where, spec.classNames()));
  }

  private Content one(String kind, boolean test) {
    List<Path> found =
        files.stream()
            .filter(file -> OwnFiles.plainName(file).contains(kind) && isTest(file) == test)
            .toList();
    if (found.size() != 1) {
      throw new OwnDataException(
          "%s has %d files with %s in their names for %s; expected one, plain or .gz: put each pair in a folder of its own"
              .formatted(spec.path(), found.size(), kind, test ? "testing" : "training"));
    }
    return Content.read(found.get(0), OwnFiles.plainName(found.get(0)));
  }
}
