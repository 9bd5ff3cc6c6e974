package org.collapselab.trainer.store.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import org.collapselab.datasets.testing.Python;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are exchanged with NumPy itself, in both directions. */
class NumPyAgreementTest {
  @TempDir Path dir;

  @Test
  void numPyReadsWhatIsWritten() throws IOException, InterruptedException {
    NpyFile.write(
        dir.resolve("m.npy"),
        NpyArray.of(new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 0.1}})));
    NpyFile.write(dir.resolve("f.npy"), NpyArray.of(new float[] {0.1f, 2}, 2));
    NpyFile.write(dir.resolve("l.npy"), NpyArray.of(new long[] {Long.MAX_VALUE, -1}, 1, 2));
    NpyFile.write(dir.resolve("v.npy"), NpyArray.of(new double[] {Double.NaN, -0.0}, 2));

    assertThat(
            python(
                """
                import numpy as np
                for n in 'mflv':
                    a = np.load(n + '.npy')
                    print(a.dtype.str, a.shape, a.flags['C_CONTIGUOUS'], a.tolist())
                """))
        .isEqualTo(
            """
            <f8 (2, 3) True [[1.0, 2.0, 3.0], [4.0, 5.0, 0.1]]
            <f4 (2,) True [0.10000000149011612, 2.0]
            <i8 (1, 2) True [[9223372036854775807, -1]]
            <f8 (2,) True [nan, -0.0]
            """);
  }

  @Test
  void whatNumPyWritesIsRead() throws IOException, InterruptedException {
    python(
        """
        import numpy as np
        np.save('m.npy', np.arange(6.0).reshape(2, 3) / 7)
        np.save('f.npy', np.array([0.1, 2], dtype=np.float32))
        np.save('l.npy', np.array([[2**62], [-5]]))
        np.save('t.npy', np.asfortranarray(np.ones((2, 3))))
        np.save('b.npy', np.array([True]))
        """);

    assertThat(NpyFile.read(dir.resolve("m.npy")).toMatrix().get(1, 2)).isEqualTo(5.0 / 7);
    assertThat(NpyFile.read(dir.resolve("f.npy")).toFloats()).containsExactly(0.1f, 2f);
    assertThat(NpyFile.read(dir.resolve("l.npy")).toLongs()).containsExactly(1L << 62, -5);
    assertThatIOException()
        .isThrownBy(() -> NpyFile.read(dir.resolve("t.npy")))
        .withMessageContaining("Fortran order");
    assertThatIOException()
        .isThrownBy(() -> NpyFile.read(dir.resolve("b.npy")))
        .withMessageContaining("'|b1' is not supported; supported are <f8, <f4, <i8");
  }

  private String python(String code) throws IOException, InterruptedException {
    return Python.with("numpy").run(dir, code);
  }
}
