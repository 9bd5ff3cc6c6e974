package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GpuSharesTest {
  private static String gpu(int worker, Map<String, String> environment) {
    return GpuShares.of(worker, environment).get(GpuShares.CUDA_VARIABLE);
  }

  @Test
  void workersGetTheGpusInTurn() {
    Map<String, String> environment = Map.of(GpuShares.CUDA_VARIABLE, "2, 3,GPU-5f");
    assertThat(IntStream.range(0, 5).mapToObj(k -> gpu(k, environment)))
        .containsExactly("2", "3", "GPU-5f", "2", "3");
  }

  @Test
  void theProgramsOwnListWins() {
    assertThat(gpu(1, Map.of(GpuShares.CUDA_VARIABLE, "0,1", GpuShares.OWN_VARIABLE, "4,5")))
        .isEqualTo("5");
  }

  @Test
  void oneGpuOrNoneIsLeftAsItIs() {
    assertThat(GpuShares.of(1, Map.of(GpuShares.CUDA_VARIABLE, "0"))).isEmpty();
    assertThat(GpuShares.of(1, Map.of(GpuShares.CUDA_VARIABLE, ""))).isEmpty();
    assertThat(GpuShares.of(1, Map.of())).isEmpty();
  }
}
