package org.collapselab.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.FileStatus.State;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.junit.jupiter.api.Test;

/** The complete sets, against their published class counts, moments and derived values. */
class SharedDataTest {
  @Test
  void mnistHasItsPublishedClassCountsAndMoments() {
    DataHome home = SharedData.homeWith("mnist");
    DataSource data = DataSource.open(TestSpec.of("mnist", Scaling.STANDARDIZED), home);
    assertThat(data.split().train().classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(data.split().test().classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    // The constants 0.1307 and 0.3081 known from tutorials.
    assertThat(data.provenance().scaling().mean().get(0)).isCloseTo(0.1307, within(5e-5));
    assertThat(data.provenance().scaling().std().get(0)).isCloseTo(0.3081, within(5e-5));
  }

  @Test
  void cifar10HasBalancedClassesAndItsKnownMoments() {
    DataHome home = SharedData.homeWith("cifar10");
    DataSource data = DataSource.open(TestSpec.of("cifar10", Scaling.STANDARDIZED), home);
    assertThat(data.split().train().classCounts()).containsOnly(5000);
    assertThat(data.split().test().classCounts()).containsOnly(1000);
    List<Double> mean = data.provenance().scaling().mean();
    List<Double> std = data.provenance().scaling().std();
    double[] knownMean = {0.4914, 0.4822, 0.4465};
    double[] knownStd = {0.2470, 0.2435, 0.2616};
    for (int c = 0; c < 3; c++) {
      assertThat(mean.get(c)).isCloseTo(knownMean[c], within(1e-4));
      assertThat(std.get(c)).isCloseTo(knownStd[c], within(1e-4));
    }
  }

  @Test
  void cifar10KeepsTheOrderOfItsFiles() {
    DataHome home = SharedData.homeWith("cifar10");
    CatalogEntry set = Catalog.get("cifar10");
    CifarBinaryRecordReader second = new CifarBinaryRecordReader(set.classNames());
    second.load(List.of(home.read(set, set.files().get(1))));
    Samples samples = Samples.load(second, set.shape(), set.classNames());
    assertThat(samples.classCounts())
        .containsExactly(984, 1007, 1010, 995, 1010, 988, 1008, 1026, 987, 985);
  }

  @Test
  void fashionMnistTestPartHasOneThousandOfEachClass() {
    DataHome home = SharedData.homeWith("fashion-mnist");
    CatalogEntry set = Catalog.get("fashion-mnist");
    assertThat(DataSource.load(set, Part.TEST, home).classCounts()).containsOnly(1000);
    for (FileStatus status : home.verify(set)) {
      assertThat(status.state()).isNotEqualTo(State.CORRUPT);
    }
  }

  @Test
  void californiaHousingEqualsTheValuesOfScikitLearnToTheLastBit() throws Exception {
    Path dir = SharedData.homeWith("california-housing").dir().resolve("california-housing");
    List<double[]> reference = readNumbers(dir.resolve("california_housing.csv"));
    CSVRecordReader reader = new CSVRecordReader(1, ',');
    reader.initialize(new FileSplit(dir.resolve("cal_housing.csv").toFile()));
    for (double[] expected : reference) {
      assertThat(CaliforniaHousing.derive(reader.next())).isEqualTo(expected);
    }
    assertThat(reader.hasNext()).isFalse();
    assertThat(reference).hasSize(20_640);
  }

  @Test
  void californiaHousingIsStandardizedOnItsTrainingPart() {
    DataHome home = SharedData.homeWith("california-housing");
    DataSource data =
        DataSource.open(TestSpec.of("california-housing", Scaling.STANDARDIZED), home);
    Samples train = data.split().train();
    assertThat(train.size()).isEqualTo(16_512);
    assertThat(data.split().test().size()).isEqualTo(4_128);
    float[] all = new float[train.size() * train.dim()];
    train.gather(Subset.all(train), all, 0);
    for (int column = 0; column < train.dim(); column++) {
      double sum = 0;
      double squares = 0;
      for (int i = column; i < all.length; i += train.dim()) {
        sum += all[i];
        squares += (double) all[i] * all[i];
      }
      assertThat(sum / train.size()).isCloseTo(0, within(1e-6));
      assertThat(squares / train.size()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void californiaHousingDataBecomesItsCsvByAddingAHeaderAndUnixLineEnds() throws IOException {
    Path dir = SharedData.homeWith("california-housing").dir().resolve("california-housing");
    String csv = Files.readString(dir.resolve("cal_housing.csv"));
    String data = csv.substring(csv.indexOf('\n') + 1).replace("\n", "\r\n");
    byte[] restored = CaliforniaHousing.toCsv(data.getBytes(StandardCharsets.US_ASCII));
    assertThat(Digests.hex(restored))
        .isEqualTo(Catalog.get("california-housing").files().get(0).sha256());
  }

  private static List<double[]> readNumbers(Path csv) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(csv).subList(1, 20_641)) {
      rows.add(Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray());
    }
    return rows;
  }
}
