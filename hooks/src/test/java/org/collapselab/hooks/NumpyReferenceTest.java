package org.collapselab.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.metric.ClassMoments;
import org.collapselab.hooks.metric.Lcg;
import org.collapselab.hooks.metric.Nc1;
import org.collapselab.hooks.metric.WithinScatter;
import org.collapselab.theory.Loss;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with src/test/numpy/reference.py: textbook formulas with explicit d×d matrices. */
class NumpyReferenceTest {
  private static final Tap H = Tap.parse("h:post");

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60})
  void meterAgreesWithNumpyForAnyBatchSize(int batchSize) throws IOException {
    Map<String, Double> measured = new LinkedHashMap<>();
    Snapshot snapshot = measureGenericCase(batchSize);
    snapshot
        .measurements()
        .forEach(m -> measured.put(m.layer() + "." + m.metric().label(), m.value()));
    for (Snapshot.SpectrumRow row : snapshot.spectra()) {
      double[] values = row.spectrum().values();
      for (int i = 0; i < values.length; i++) {
        measured.put(row.layer() + ".sigma_" + i, values[i]);
      }
    }
    Map<String, Double> expected = reference();
    expected.keySet().removeIf(name -> name.startsWith("low_rank."));
    assertThat(expected).hasSizeGreaterThan(50);
    expected.forEach(
        (name, value) ->
            assertThat(measured.get(name))
                .as(name)
                .isNotNull()
                .isCloseTo(value, within(1e-10 * Math.abs(value))));
  }

  // Without a cutoff NumPy inverts eigenvalues 10⁻⁹ times the largest: it has seven digits left.
  @ParameterizedTest
  @CsvSource({"1e-2, cut, 1e-10", "0, uncut, 1e-5"})
  void cutoffKeepsLowRankMeansFromReadingAsNoCollapse(double cutoff, String name, double tolerance)
      throws IOException {
    double value = reference().get("low_rank.nc1_pinv_" + name);
    assertThat(Nc1.pinv(lowRankCase(), cutoff).value()).isCloseTo(value, within(tolerance * value));
    assertThat(value).matches(v -> cutoff > 0 ? v < 1e-5 : v > 100);
  }

  private static Snapshot measureGenericCase(int batchSize) {
    int classes = 6;
    int d = 9;
    int n = 60;
    Lcg lcg = new Lcg(20240514);
    DMatrixRMaj offsets = lcg.matrix(classes, d);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i < classes ? i : (int) (lcg.uniform() * classes);
    }
    DMatrixRMaj features = lcg.matrix(n, d);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        features.set(i, j, 2 * offsets.get(labels[i], j) + features.get(i, j));
      }
    }
    FeatureSource source =
        new ArraySource(labels, lcg.matrix(n, classes), Map.of(H, features), batchSize);
    List<WeightView> weights =
        List.of(
            new WeightView("hidden", lcg.matrix(7, d), 0.1, H),
            new WeightView("middle", lcg.matrix(5, d), 0.2, H),
            new WeightView("last", lcg.matrix(classes, d), 0.3, H));
    HeadView head =
        new HeadView(List.of("hidden", "middle", "last"), 0.01, 600, Optional.of(Loss.MSE));
    return new CollapseMeter(ArraySource.ALL_TAPS).measure(source, weights, head);
  }

  private static WithinScatter lowRankCase() {
    int classes = 10;
    int d = 12;
    int n = 200;
    Lcg lcg = new Lcg(7);
    DMatrixRMaj offsets = CommonOps_DDRM.mult(lcg.matrix(classes, 4), lcg.matrix(4, d), null);
    DMatrixRMaj features = lcg.matrix(n, d);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
      for (int j = 0; j < d; j++) {
        features.set(i, j, offsets.get(i % classes, j) + 1e-3 * features.get(i, j));
      }
    }
    ClassMoments moments = new ClassMoments(classes, d);
    moments.add(labels, features.data, n);
    WithinScatter scatter = new WithinScatter(moments.means());
    scatter.add(labels, features.data, n);
    return scatter;
  }

  private static Map<String, Double> reference() throws IOException {
    Map<String, Double> values = new HashMap<>();
    try (InputStream csv = NumpyReferenceTest.class.getResourceAsStream("/numpy/reference.csv")) {
      new String(csv.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .forEach(cells -> values.put(cells[0], Double.parseDouble(cells[1])));
    }
    return values;
  }
}
