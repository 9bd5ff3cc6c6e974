package org.collapselab.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.datasets.testing.Python;
import org.collapselab.trainer.testing.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a run with NumPy and pandas, as its users will. */
class OpenedByPandasTest {
  private static final String READ_EVERYTHING =
      """
      import json, pathlib, sys
      import numpy as np, pandas as pd
      run = pathlib.Path(sys.argv[1])
      def no_constant(name): raise ValueError(name + ' is not JSON')
      for file in sorted(run.glob('*.json')):
          json.loads(file.read_text(encoding='utf-8'), parse_constant=no_constant)
      metrics, spectra = pd.read_csv(run / 'metrics.csv'), pd.read_csv(run / 'spectra.csv')
      assert metrics.value.dtype == float and spectra.singular_value.dtype == float
      assert metrics.step.dtype == int and spectra['index'].dtype == int
      last = metrics[(metrics.split == 'train_all') & metrics.layer.isna()]
      last = last.set_index('metric').value
      total = last[['fit', 'penalty_head', 'penalty_features']].sum()
      assert abs(total / last['dufm_objective'] - 1) < 1e-12, total
      arrays = sorted(run.glob('*/*.npy'))
      for file in arrays:
          a = np.load(file, allow_pickle=False)
          assert a.size and np.isfinite(a).all(), file
      means, tap = np.load(run / 'means/fc3.post.npy'), ('fc3', 'post')
      s = spectra[(spectra.split == 'train_all') & (spectra.layer == 'fc3') & (spectra.tap == 'post')]
      np.testing.assert_allclose(
          np.linalg.svd(means, compute_uv=False), s.singular_value, atol=1e-9 * s.singular_value.max())
      features, labels = np.load(run / 'features/fc3.post.npy'), np.load(run / 'features/labels.npy')
      assert features.shape == (100, 16) and (np.bincount(labels) == 10).all()
      print(len(arrays), 'arrays')
      """;

  @TempDir Path dir;

  @Test
  void numPyAndPandasOpenEveryFile() throws IOException, InterruptedException {
    RunResult run = new TinyRun(dir).run("export.features=true");
    assertThat(
            Python.with("numpy", "pandas")
                .run(dir, READ_EVERYTHING, run.directory().path().toString()))
        .isEqualTo("21 arrays\n");
  }
}
