package org.collapselab.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.globalContext;

import org.bytedeco.pytorch.Context;
import org.collapselab.models.Engine;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.models.MemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchEngineTest {
  private final Engine engine = Engines.of(EngineName.LIBTORCH);

  @Test
  void theBuildHasBothEngines() {
    assertThat(Engines.names()).containsExactly(EngineName.DL4J, EngineName.LIBTORCH);
    assertThat(engine).isInstanceOf(TorchEngine.class);
  }

  @Test
  void itSaysWhatComputes() {
    EngineInfo info = engine.describe();
    assertThat(info.engine()).matches("libtorch 2[.]\\d+[.]\\d+-.*");
    assertThat(info.backend()).isEqualTo("CPU");
    assertThat(info.natives()).startsWith("pytorch-2.").endsWith("-linux-x86_64");
    assertThat(info.blas()).startsWith("openblas-");
    assertThat(info.oneDnn()).isTrue();
    assertThat(info.threads()).isEqualTo(1);
    assertThat(engine.gemmGflops(64, 0.01)).isPositive();
  }

  @Test
  void whatDiffersFromRunToRunIsOff() {
    engine.describe();
    Context context = globalContext();
    assertThat(context.deterministicAlgorithms()).isTrue();
    assertThat(context.deterministicAlgorithmsWarnOnly()).isFalse();
    assertThat(context.deterministicCuDNN()).isTrue();
    assertThat(context.benchmarkCuDNN()).isFalse();
    assertThat(context.allowTF32CuDNN()).isFalse();
    assertThat(context.allowTF32CuBLAS()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "' 12 ', 12", "0, 1", "-3, 1", "many, 1", "'', 1", ", 1"})
  void threadsAreThoseOfTheVariableOrOne(String variable, int threads) {
    assertThat(TorchProcess.threads(variable)).isEqualTo(threads);
  }

  /** A petabyte. */
  @Test
  void memoryThatTheSystemRefusesIsALackOfMemory() {
    assertThatThrownBy(() -> TorchMemory.bounded(() -> empty(1L << 48)))
        .isInstanceOf(OutOfMemoryError.class)
        .satisfies(error -> assertThat(MemoryException.in(error)).isPresent());
  }

  @Test
  void otherErrorsStayWhatTheyAre() {
    RuntimeException other = new IllegalArgumentException("shapes");
    assertThatThrownBy(
            () ->
                TorchMemory.bounded(
                    () -> {
                      throw other;
                    }))
        .isSameAs(other);
  }
}
