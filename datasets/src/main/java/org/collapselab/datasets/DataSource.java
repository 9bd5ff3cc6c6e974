package org.collapselab.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.DataProvenance.Noise;
import org.collapselab.datasets.DataProvenance.Selection;

/** The data of a run, opened from a {@link DataSpec}. */
public record DataSource(Split split, DataProvenance provenance) {

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
    Samples all = load(set, Part.TRAIN, home);
    if (set.hasTestPart()) {
      int[] trainRows = trainRows(all, Subset.all(all), spec);
      Samples test = load(set, Part.TEST, home);
      return of(set, spec, take(all, trainRows), trainRows, test, Subset.all(test));
    }
    int[] testRows = Subset.holdOut(all, spec.holdout().orElse(set.defaultHoldout()), spec.seed());
    int[] trainRows = trainRows(all, Subset.complement(all, testRows), spec);
    return of(set, spec, take(all, trainRows), trainRows, all.select(testRows), testRows);
  }

  private static DataSource of(
      CatalogEntry set,
      DataSpec spec,
      Samples train,
      int[] trainRows,
      Samples test,
      int[] testRows) {
    LabelNoise noise = new LabelNoise(spec.labelNoise(), spec.seed());
    Samples noisy = spec.labelNoise() > 0 ? noise.applyTo(train) : train;
    Split split = new Split(noisy, test).scaled(spec.scaling());
    DataProvenance provenance =
        new DataProvenance(
            set.name(),
            set.files().stream().map(file -> new FileHash(file.name(), file.sha256())).toList(),
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

  private static int[] trainRows(Samples all, int[] candidates, DataSpec spec) {
    return spec.samplesPerClass().isPresent()
        ? Subset.classBalanced(all, candidates, spec.samplesPerClass().getAsInt(), spec.seed())
        : candidates;
  }

  private static Samples take(Samples all, int[] rows) {
    return rows.length == all.size() ? all : all.select(rows);
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
