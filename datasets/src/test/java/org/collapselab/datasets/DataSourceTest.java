package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import org.collapselab.datasets.DataFile.Part;
import org.junit.jupiter.api.Test;

class DataSourceTest {
  private static final DataHome NOWHERE = DataHome.of(Path.of("no-such-directory"));
  private static final DataSpec SPEC = TestSpec.seeded(TestSpec.of("mnist-10k", Scaling.UNIT), 1);

  @Test
  void splitsTheEmbeddedSetIntoBalancedTestAndTheRest() {
    DataSource data = DataSource.open(SPEC, NOWHERE);
    assertThat(data.split().test().classCounts()).containsOnly(200);
    assertThat(data.split().train().size()).isEqualTo(8_000);
    assertThat(data.split().train().classCounts()[5]).isEqualTo(663);
  }

  @Test
  void recordsFilesRowsCountsAndScaling() {
    DataProvenance provenance =
        DataSource.open(TestSpec.holdingOut(TestSpec.perClass(SPEC, 50), 100), NOWHERE)
            .provenance();
    assertThat(provenance.set()).isEqualTo("mnist-10k");
    assertThat(provenance.files()).hasSize(2);
    assertThat(provenance.files().get(1).sha256())
        .isEqualTo(Catalog.get("mnist-10k").files().get(1).sha256());
    assertThat(provenance.train().size()).isEqualTo(500);
    assertThat(provenance.train().classCounts()).isEqualTo(Collections.nCopies(10, 50));
    assertThat(provenance.test().classCounts()).isEqualTo(Collections.nCopies(10, 10));
    assertThat(provenance.scaling().divisor()).isEqualTo(255);
  }

  /** Stored runs must stay reproducible. The rows were computed independently, in Python. */
  @Test
  void keepsItsChoicesAcrossVersions() {
    DataProvenance provenance = DataSource.open(TestSpec.perClass(SPEC, 50), NOWHERE).provenance();
    assertThat(provenance.train().rowsSha256())
        .isEqualTo("c7b262e7ee5d98c18a88d8bb82f213bec7f8705e235dddf26a190cb22adf9342");
    assertThat(provenance.test().rowsSha256())
        .isEqualTo("c80cba62b04189b1042e4066a4d6e4e51dc6badc86306c85cb018f85d5479e9c");
  }

  @Test
  void isReproducibleAndVariesWithTheSeed() {
    DataProvenance first = DataSource.open(SPEC, NOWHERE).provenance();
    assertThat(DataSource.open(SPEC, NOWHERE).provenance()).isEqualTo(first);
    DataProvenance other = DataSource.open(TestSpec.seeded(SPEC, 2), NOWHERE).provenance();
    assertThat(other.train().rowsSha256()).isNotEqualTo(first.train().rowsSha256());
    assertThat(other.test().rowsSha256()).isNotEqualTo(first.test().rowsSha256());
  }

  @Test
  void keepsTheTestRowsWhateverPartOfTheTrainingRowsIsUsed() {
    String all = DataSource.open(SPEC, NOWHERE).provenance().test().rowsSha256();
    DataSpec few = TestSpec.perClass(SPEC, 20);
    DataProvenance provenance = DataSource.open(few, NOWHERE).provenance();
    assertThat(provenance.test().rowsSha256()).isEqualTo(all);
    assertThat(provenance.train().size()).isEqualTo(200);
  }

  @Test
  void fitsTheScalingOnTheChosenTrainingRowsOnly() {
    DataSpec spec = TestSpec.perClass(TestSpec.of("mnist-10k", Scaling.STANDARDIZED), 10);
    DataSource data = DataSource.open(spec, NOWHERE);
    Split split = data.split();
    assertThat(split.test().scaling()).isEqualTo(split.train().scaling());
    assertThat(data.provenance().scaling()).isEqualTo(split.train().fit(Scaling.STANDARDIZED));
    Samples all = DataSource.load(Catalog.get("mnist-10k"), Part.TRAIN, NOWHERE);
    assertThat(data.provenance().scaling()).isNotEqualTo(all.fit(Scaling.STANDARDIZED));
  }

  @Test
  void usesThePublishedTestPart() {
    DataHome home = SharedData.homeWith("mnist");
    DataSpec spec = TestSpec.perClass(TestSpec.of("mnist", Scaling.UNIT), 100);
    DataSource data = DataSource.open(spec, home);
    assertThat(data.split().train().classCounts()).containsOnly(100);
    assertThat(data.split().test().size()).isEqualTo(10_000);
  }

  @Test
  void rejectsWhatASetCannotFulfilBeforeReadingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DataSource.open(
                    TestSpec.holdingOut(TestSpec.of("mnist", Scaling.UNIT), 10), NOWHERE))
        .withMessageContaining("its own test part");
    DataSpec california = TestSpec.of("california-housing", Scaling.STANDARDIZED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(TestSpec.perClass(california, 5), NOWHERE))
        .withMessageContaining("no classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(TestSpec.of("california-housing", Scaling.UNIT), NOWHERE))
        .withMessageContaining("STANDARDIZED");
  }

  @Test
  void namesTheClassWithTooFewSamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSource.open(TestSpec.perClass(SPEC, 700), NOWHERE))
        .withMessageContaining("class 5")
        .withMessageContaining("663");
  }

  @Test
  void saysWhatToDoAboutAMissingSet() {
    assertThatThrownBy(() -> DataSource.open(TestSpec.of("cifar10", Scaling.UNIT), NOWHERE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data_batch_1.bin")
        .hasMessageContaining("fetch the set");
  }
}
