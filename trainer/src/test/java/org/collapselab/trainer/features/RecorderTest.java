package org.collapselab.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.collapselab.datasets.testing.Python;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.FeatureConfig;
import org.collapselab.trainer.config.FeatureConfigLoader;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.testing.Repository;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code python/collapse_features.py} writes what is read, and NumPy finds the same numbers. */
class RecorderTest {
  private static final Python PYTHON = Python.with("numpy").seeing(Repository.path("python"));

  /** A head of two layers with biases on a layer of 4 × 3 × 5 images; textbook formulas. */
  private static final String RECORD =
      """
      import numpy as np
      from collapse_features import Recorder
      rng = np.random.default_rng(5)
      N, K = 120, 4
      y = rng.permutation(np.arange(N) % K)
      conv = np.maximum(0, rng.normal(size=(N, 4, 3, 5)) + y[:, None, None, None]).astype(np.float16)
      mean = conv.astype(np.float64).mean((2, 3))
      W1, b1 = rng.normal(size=(6, 4)).astype(np.float32), rng.normal(size=6)
      W2, b2 = rng.normal(size=(6, K)), rng.normal(size=K)
      H2 = mean @ W1.astype(np.float64).T + b1
      P2 = np.maximum(0, H2)
      Z = P2 @ W2 + b2

      def record():
          recorder = Recorder()
          for i in range(0, N, 50):
              recorder.add('conv', conv[i:i + 50])
              recorder.labels(y[i:i + 50])
          recorder.head({'fc1': W1, 'fc2': W2.T}, biases={'fc1': b1, 'fc2': b2},
                        input='conv.pooled:post', loss='ce', lam=[1e-3, 2e-5], activation='relu')
          return recorder

      record().save('one.npz')
      record().save('folder/step-3')

      def show(tap, H):
          H = H.reshape(N, -1).astype(np.float64)
          M = np.array([H[y == k].mean(0) for k in range(K)])
          R = H - M[y]
          C = M - M.mean(0)
          W, B = R.T @ R / N, C.T @ C / K
          print(tap, 'nc1_trace_ratio', np.trace(W) / np.trace(B))
          print(tap, 'nc1_pinv', np.trace(W @ np.linalg.pinv(B, rcond=1e-4, hermitian=True)) / K)
          V = [(R[y == k] ** 2).sum(1).mean() for k in range(K)]
          print(tap, 'cdnv', np.mean([(V[j] + V[k]) / (2 * ((M[j] - M[k]) ** 2).sum())
                                      for j in range(K) for k in range(j + 1, K)]))
          D = ((H[:, None] - M[None]) ** 2).sum(2)
          print(tap, 'nc4_mismatch', np.mean(D.argmin(1) != Z.argmax(1)))
          print(tap, 'nuclear', np.linalg.svd(M, compute_uv=False).sum())

      for tap, H in [('conv:post', conv), ('conv.pooled:post', mean), ('fc1:pre', H2),
                     ('fc1:post', P2), ('fc2:pre', Z)]:
          show(tap, H)
      log = Z - Z.max(1, keepdims=True)
      ce = -np.mean((log - np.log(np.exp(log).sum(1, keepdims=True)))[np.arange(N), y])
      penalty = 0.5 * (1e-3 * (W1.astype(np.float64) ** 2).sum() + 2e-5 * (W2 ** 2).sum())
      print(':', 'fit', ce)
      print(':', 'accuracy', np.mean(Z.argmax(1) == y))
      print(':', 'penalty_head', penalty)
      print(':', 'dufm_objective', ce + penalty)
      """;

  @TempDir Path dir;

  @Test
  void numPyFindsTheSameNumbers() throws IOException, InterruptedException {
    String expected = PYTHON.run(dir, RECORD);
    for (Path path : List.of(dir.resolve("one.npz"), dir.resolve("folder"))) {
      Map<String, Double> found = numbers(measured(path));
      assertThat(expected.lines()).hasSize(29);
      expected
          .lines()
          .map(line -> line.split(" "))
          .forEach(
              words ->
                  assertThat(found.get(words[0] + " " + words[1]))
                      .as(words[0] + " " + words[1])
                      .isCloseTo(Double.parseDouble(words[2]), withinPercentage(1e-8)));
    }
  }

  private RunDirectory measured(Path path) {
    FeatureConfig config = FeatureConfigLoader.load(FeatureMeasurement.settings(path), List.of());
    assertThat(config.head()).containsExactly("fc1", "fc2");
    assertThat(config.lambda()).containsExactly(1e-3, 2e-5);
    return new FeatureMeasurement(
            path, config, List.of("collapse"), Workers.alone(), directory -> {})
        .into(dir.resolve("out"))
        .directory();
  }

  private static Map<String, Double> numbers(RunDirectory run) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (CSVRecord row : TinyRun.csv(run.metrics())) {
      numbers.put(
          "%s:%s %s".formatted(row.get("layer"), row.get("tap"), row.get("metric")),
          Double.parseDouble(row.get("value")));
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r.labels(np.zeros(4))                          | labels are integers, one per sample, not float64
          r.labels(np.eye(4, dtype=int))                 | labels are integers, one per sample, not int64 of shape (4, 4)
          r.add("h", np.zeros((4, 3, 2)))                | h: features are N×d or N×C×H×W, not (4, 3, 2)
          r.add("h", np.zeros((4, 3))); r.add("h", np.zeros((4, 2))) | h: shape (4, 2) after (4, 3)
          r.head({"fc": np.zeros(3)})                    | fc: weights are d_out×d_in, not (3,)
          r.head({"fc": np.zeros((3, 2))}, lr=0.1)       | unknown settings ['lr']; known are
          r.add("h", np.zeros((4, 3))); r.save("x.npz")  | there must be labels and features
          r.labels(np.arange(3)); r.add("h", np.zeros((4, 3))); r.save("x.npz") | h has 4 samples, and there are 3 labels
          """)
  void mistakesAreNamedWhereTheyAreMade(String code, String message)
      throws IOException, InterruptedException {
    String output =
        PYTHON.run(
            dir,
            """
            import numpy as np
            from collapse_features import Recorder
            r = Recorder()
            try:
                %s
            except (ValueError, TypeError) as e:
                print(e)
            """
                .formatted(code.strip()));
    assertThat(output).contains(message);
    assertThat(Files.exists(dir.resolve("x.npz"))).isFalse();
  }

  @Test
  void smallNumbersAreReadAsNumbers() throws IOException, InterruptedException {
    PYTHON.run(
        dir,
        """
        import numpy as np
        from collapse_features import Recorder
        r = Recorder()
        r.labels(np.arange(4) % 2)
        r.add('h', np.arange(8.0).reshape(4, 2))
        r.head({'fc': np.eye(2)}, lam=1e-05, lam_h=np.float32(0.5), training_samples=100)
        r.save('a')
        """);
    FeatureConfig config =
        FeatureConfigLoader.load(FeatureMeasurement.settings(dir.resolve("a")), List.of());
    assertThat(config.lambda()).containsExactly(1e-5);
    assertThat(config.lambdaH()).isEqualTo(0.5);
    assertThat(config.trainingSamples()).hasValue(100);
  }
}
