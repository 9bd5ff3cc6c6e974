package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.collapselab.models.EngineInfo;
import org.junit.jupiter.api.Test;

class DeviceTest {
  private static final EngineInfo ON_CPU =
      new EngineInfo("engine", "CPU", "natives", "blas", true, 1, 0);
  private static final EngineInfo ON_GPU =
      new EngineInfo("engine", "CUDA", "natives", "blas", false, 1, 0);

  @Test
  void theDeviceThatWasChosenAndLoadedStands() {
    Device device = new Device("auto", "cuda", "the first visible card", "Tesla T4");
    assertThat(device.with(ON_GPU)).isEqualTo(device);
  }

  @Test
  void aBackendThatDidNotLoadEndsARunThatAskedForIt() {
    Device device = new Device("cuda", "cuda", "the first visible card", "Tesla T4");
    assertThatThrownBy(() -> device.with(ON_CPU))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("did not load on Tesla T4")
        .hasMessageContaining("--device cpu");
  }

  @Test
  void aBackendThatDidNotLoadIsGivenAsTheReasonOtherwise() {
    Device device = new Device("auto", "cuda", "the first visible card", "Tesla T4").with(ON_CPU);
    assertThat(device.used()).isEqualTo("cpu");
    assertThat(device.reason()).contains("did not load on Tesla T4");
    assertThat(device.card()).isEmpty();
  }

  @Test
  void withoutTheLauncherTheEngineTellsWhatItLoaded() {
    Device device = Device.chosen();
    assertThat(device.onGpu()).isFalse();
    assertThat(device.with(ON_GPU).used()).isEqualTo("cuda");
    assertThat(device.with(ON_CPU).used()).isEqualTo("cpu");
  }
}
