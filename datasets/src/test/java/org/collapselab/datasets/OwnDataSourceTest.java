package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing classes and sizes, of data whose only input is the number of the row. */
class OwnDataSourceTest {
  private static final DataSpec SPEC = TestSpec.of("file", Scaling.RAW);

  private static OwnData data(int... sizes) {
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < sizes.length; label++) {
      for (int i = 0; i < sizes[label]; i++) {
        labels.add(label);
      }
    }
    float[] values = new float[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    List<String> names = IntStream.range(0, sizes.length).mapToObj(c -> "class-" + c).toList();
    Samples all =
        Samples.classified(
            Features.ofFloats(Shape.vector(1), values),
            labels.stream().mapToInt(Integer::intValue).toArray(),
            names);
    return new OwnData("file", List.of(), all, Optional.empty());
  }

  private static List<Integer> rows(Samples samples) {
    List<Integer> rows = new ArrayList<>();
    float[] value = new float[1];
    for (int i = 0; i < samples.size(); i++) {
      samples.copyRow(i, value, 0);
      rows.add((int) value[0]);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyClassIsSplitInTheSameProportion(long seed) {
    DataSource source = DataSource.open(TestSpec.seeded(SPEC, seed), data(100, 30, 4, 2), 0.1);
    assertThat(source.split().test().classCounts()).containsExactly(10, 3, 1, 1);
    assertThat(source.split().train().classCounts()).containsExactly(90, 27, 3, 1);
    assertThat(rows(source.split().train()))
        .doesNotContainAnyElementsOf(rows(source.split().test()));
  }

  @Test
  void withoutHoldoutThereIsNoTestPart() {
    DataSource source = DataSource.open(SPEC, data(3, 1), 0);
    assertThat(source.split().test().size()).isZero();
    assertThat(source.split().train().size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void chosenClassesAreNumberedAnewAndSplitAsTheyWereAmongAll(long seed) {
    DataSpec spec = TestSpec.seeded(SPEC, seed);
    DataSource all = DataSource.open(TestSpec.ofClasses(spec, 0, 2, 3), data(20, 0, 20, 20), 0.2);
    DataSource some = DataSource.open(TestSpec.ofClasses(spec, 3, 0), data(20, 0, 20, 20), 0.2);
    assertThat(some.split().train().classNames()).containsExactly("class-3", "class-0");
    assertThat(some.split().train().classCounts()).containsExactly(16, 16);
    assertThat(some.split().test().classCounts()).containsExactly(4, 4);
    assertThat(some.provenance().classNames()).containsExactly("class-3", "class-0");
    assertThat(rows(some.split().train())).allMatch(row -> row < 20 || row >= 40);
    int[] labels = some.split().train().labels();
    List<Integer> rows = rows(some.split().train());
    for (int i = 0; i < labels.length; i++) {
      assertThat(labels[i]).isEqualTo(rows.get(i) < 20 ? 1 : 0);
    }
    assertThat(rows(all.split().train())).containsAll(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "EXP, 0.1, 100, 56, 32, 18, 10",
    "EXP, 0.001, 100, 18, 3, 1, 1",
    "STEP, 0.1, 100, 100, 100, 10, 10",
    "EXP, 1, 100, 100, 100, 100, 100",
  })
  void sizesFallOffFromThatOfTheSmallestClass(
      Imbalance.Type type, double ratio, int a, int b, int c, int d, int e) {
    Imbalance imbalance = new Imbalance(type, ratio);
    OwnData data = data(130, 100, 120, 110, 150);
    DataSource source = DataSource.open(TestSpec.imbalanced(SPEC, imbalance), data, 0);
    assertThat(source.split().train().classCounts()).containsExactly(a, b, c, d, e);
    DataSpec few = TestSpec.perClass(TestSpec.imbalanced(SPEC, imbalance), 50);
    Samples halved = DataSource.open(few, data, 0.1).split().train();
    assertThat(halved.classCounts()[0]).isEqualTo(50);
    assertThat(DataSource.open(few, data, 0.1).split().test().classCounts())
        .containsExactly(13, 10, 12, 11, 15);
  }

  @Test
  void smallerClassesAreContainedInLargerOnes() {
    OwnData data = data(100, 100, 100);
    DataSpec mild = TestSpec.imbalanced(SPEC, new Imbalance(Imbalance.Type.EXP, 0.5));
    DataSpec steep = TestSpec.imbalanced(SPEC, new Imbalance(Imbalance.Type.EXP, 0.1));
    assertThat(rows(DataSource.open(mild, data, 0).split().train()))
        .containsAll(rows(DataSource.open(steep, data, 0).split().train()));
    assertThat(rows(DataSource.open(TestSpec.seeded(steep, 9), data, 0).split().train()))
        .isNotEqualTo(rows(DataSource.open(steep, data, 0).split().train()));
  }

  @Test
  void chosenClassesOfTheCatalogueAreThoseOfTheWholeSet() {
    DataHome nowhere = DataHome.of(Path.of("nowhere"));
    DataSpec ten = TestSpec.of("mnist-10k", Scaling.UNIT);
    DataSource some = DataSource.open(TestSpec.ofClasses(ten, 7, 1), nowhere);
    assertThat(some.split().train().classNames()).containsExactly("7", "1");
    assertThat(some.split().test().classCounts()).containsExactly(200, 200);
    int[] all = DataSource.open(ten, nowhere).split().train().classCounts();
    assertThat(some.split().train().classCounts()).containsExactly(all[7], all[1]);
  }

  @Test
  void classesWithoutSamplesAndSingleClassesAreRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataSource.open(SPEC, data(5, 0, 0, 5), 0))
        .withMessageContaining("has no training sample of class class-1 and 1 more");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataSource.open(SPEC, data(5), 0))
        .withMessageContaining("has one class only; from 2 to 1,000 are read");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(SPEC, data(5, 1), 0.1))
        .withMessageContaining("class class-1 has one sample");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(TestSpec.ofClasses(SPEC, 0, 2), data(5, 5), 0.1))
        .withMessageContaining("there is no class 2 in data set 'file'; its classes are 0 to 1");
  }

  @Test
  void recordsWithoutClassNamesMatch() {
    DataProvenance now = DataSource.open(SPEC, data(5, 5), 0).provenance();
    DataProvenance before =
        new DataProvenance(
            now.set(), now.files(), null, now.train(), now.test(), now.scaling(), now.labelNoise());
    DataProvenance others = DataSource.open(SPEC, data(5, 6), 0).provenance();
    assertThat(before.matches(now)).isTrue();
    assertThat(now.matches(before)).isTrue();
    assertThat(now.matches(others)).isFalse();
  }
}
