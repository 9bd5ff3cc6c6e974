package org.collapselab.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.DataProvenance.Noise;
import org.collapselab.datasets.DataProvenance.Selection;

/** The data of a run, opened from a {@link DataSpec}. */
public record DataSource(Split split, DataProvenance provenance) {
  private static final int MOST_CLASSES = 1000;

  /**
   * Reads and verifies the files, chooses the rows and fits the scaling on the chosen training
   * rows.
   *
   * @throws DataException if a file is missing, damaged or unreadable
   * @throws IllegalArgumentException if the set is unknown or cannot meet the specification
   */
  public static DataSource open(DataSpec spec, DataHome home) {
    CatalogEntry set = Catalog.get(spec.set());
    requireFeasible(spec, set);
    List<FileHash> files =
        set.files().stream().map(file -> new FileHash(file.name(), file.sha256())).toList();
    Samples all = load(set, Part.TRAIN, home);
    if (set.hasTestPart()) {
      return of(spec, files, all, Subset.all(all), load(set, Part.TEST, home));
    }
    int[] held = Subset.holdOut(all, spec.holdout().orElse(set.defaultHoldout()), spec.seed());
    return of(spec, files, all, held);
  }

  /**
   * Chooses the rows of data that are not in the catalogue, and fits the scaling.
   *
   * @param holdout share of the samples set aside for testing, as in {@link Subset#holdOutShare},
   *     unless the data have a test part
   * @throws IllegalArgumentException if the data cannot meet the specification
   */
  public static DataSource open(DataSpec spec, OwnData data, double holdout) {
    Samples all = data.train();
    requireClasses(spec, data);
    return data.test().isPresent()
        ? of(spec, data.files(), all, Subset.all(all), data.test().get())
        : of(spec, data.files(), all, heldOut(spec, all, holdout));
  }

  /** Every class that is kept needs samples; those that are left out do not. */
  private static void requireClasses(DataSpec spec, OwnData data) {
    Samples all = data.train();
    if (!all.isClassification()) {
      return;
    }
    List<Integer> kept = new TrainingRows(spec, all).classes();
    int[] counts = all.classCounts();
    List<String> missing =
        kept.stream().filter(c -> counts[c] == 0).map(c -> all.classNames().get(c)).toList();
    if (!missing.isEmpty()) {
      String more = missing.size() > 1 ? " and %d more".formatted(missing.size() - 1) : "";
      throw new OwnDataException(
          "%s has no training sample of class %s%s; classes without samples have no mean: number the others from 0, or name those to keep with data.classes"
              .formatted(files(data), missing.get(0), more));
    }
    if (kept.size() < 2 || kept.size() > MOST_CLASSES) {
      throw new OwnDataException(
          "%s has %s; from 2 to %,d are read"
              .formatted(
                  files(data),
                  kept.size() == 1 ? "one class only" : "%,d classes".formatted(kept.size()),
                  MOST_CLASSES));
    }
  }

  private static String files(OwnData data) {
    String names = data.files().stream().map(FileHash::name).collect(Collectors.joining(", "));
    return "data.path (%s)".formatted(names);
  }

  /** Classes that are left out need no samples. */
  private static int[] heldOut(DataSpec spec, Samples all, double holdout) {
    if (spec.classes().isEmpty()) {
      return Subset.holdOutShare(all, holdout, spec.seed());
    }
    int[] kept = new TrainingRows(spec, all).ofClasses(all);
    int[] held = Subset.holdOutShare(all.select(kept), holdout, spec.seed());
    return Arrays.stream(held).map(row -> kept[row]).toArray();
  }

  private static DataSource of(DataSpec spec, List<FileHash> files, Samples all, int[] held) {
    TrainingRows rows = new TrainingRows(spec, all);
    int[] trainRows = rows.of(Subset.complement(all, held));
    int[] testRows = Subset.among(held, rows.ofClasses(all));
    return of(
        spec, files, rows.take(all, trainRows), trainRows, rows.take(all, testRows), testRows);
  }

  private static DataSource of(
      DataSpec spec, List<FileHash> files, Samples all, int[] candidates, Samples test) {
    TrainingRows rows = new TrainingRows(spec, all);
    int[] trainRows = rows.of(candidates);
    int[] testRows = rows.ofClasses(test);
    return of(
        spec, files, rows.take(all, trainRows), trainRows, rows.take(test, testRows), testRows);
  }

  private static DataSource of(
      DataSpec spec,
      List<FileHash> files,
      Samples train,
      int[] trainRows,
      Samples test,
      int[] testRows) {
    LabelNoise noise = new LabelNoise(spec.labelNoise(), spec.seed());
    Samples noisy = spec.labelNoise() > 0 ? noise.applyTo(train) : train;
    Split split = new Split(noisy, test).scaled(spec.scaling());
    DataProvenance provenance =
        new DataProvenance(
            spec.set(),
            files,
            train.classNames(),
            selection(noisy, trainRows),
            selection(test, testRows),
            split.train().scaling(),
            new Noise(spec.labelNoise(), noise.count(train.size())));
    return new DataSource(split, provenance);
  }

  private static Selection selection(Samples samples, int[] rows) {
    List<Integer> counts = Arrays.stream(samples.classCounts()).boxed().toList();
    return new Selection(rows.length, Digests.ofRows(rows), counts);
  }

  /** Checked before the files are read, so that a mistake in the specification shows at once. */
  private static void requireFeasible(DataSpec spec, CatalogEntry set) {
    if (set.hasTestPart() && spec.holdout().isPresent()) {
      throw new IllegalArgumentException(
          "holdout is %d, but data set '%s' has its own test part of %d samples; remove holdout"
              .formatted(spec.holdout().getAsInt(), set.name(), set.testSize()));
    }
    if (set.numClasses() == 0 && spec.samplesPerClass().isPresent()) {
      throw new IllegalArgumentException(
          "%d samples per class were requested, but data set '%s' has no classes; remove that setting"
              .formatted(spec.samplesPerClass().getAsInt(), set.name()));
    }
    if (set.numClasses() == 0 && !(spec.classes().isEmpty() && spec.imbalance().isEmpty())) {
      throw new IllegalArgumentException(
          "classes were chosen, but data set '%s' has no classes; remove that setting"
              .formatted(set.name()));
    }
    if (set.numClasses() == 0 && spec.labelNoise() > 0) {
      throw new IllegalArgumentException(
          "label noise is %s, but data set '%s' has no labels"
              .formatted(spec.labelNoise(), set.name()));
    }
    if (set.numClasses() == 0 && spec.scaling() == Scaling.UNIT) {
      throw new IllegalArgumentException(
          "scaling UNIT (x/255) is for images; data set '%s' takes STANDARDIZED or RAW"
              .formatted(set.name()));
    }
  }

  /** Reads and verifies one part of a set, unscaled. */
  static Samples load(CatalogEntry set, Part part, DataHome home) {
    List<NamedSource> sources = new ArrayList<>();
    for (DataFile file : set.files(part)) {
      sources.add(home.read(set, file));
    }
    return switch (set.format()) {
      case IDX -> load(new IdxRecordReader(set.classNames()), sources, set);
      case CIFAR_BINARY -> load(new CifarBinaryRecordReader(set.classNames()), sources, set);
      case CALIFORNIA_HOUSING -> CaliforniaHousing.load(sources.get(0));
    };
  }

  private static Samples load(
      ImageRecordReader reader, List<NamedSource> sources, CatalogEntry set) {
    reader.load(sources);
    return Samples.load(reader, set.shape(), set.classNames());
  }
}
