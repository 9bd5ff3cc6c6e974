package org.collapselab.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetSpecTest {
  private static final List<Integer> ONE_MATRIX = List.of();

  /** He et al. 2016, table 6: 0.27, 0.46, 0.66 and 0.85 million with option A. */
  @ParameterizedTest
  @CsvSource({
    "20, IDENTITY, 269722",
    "20, PROJECTION, 272474",
    "32, IDENTITY, 464154",
    "44, IDENTITY, 658586",
    "56, IDENTITY, 853018"
  })
  void parameterCountsAreThoseOfTheLiterature(int depth, Shortcut shortcut, long parameters) {
    ResNetSpec spec = SmallNetworks.withHead(ResNetSpec.cifar(depth, shortcut, 10), ONE_MATRIX);

    assertThat(spec.parameters()).isEqualTo(parameters);
  }

  @Test
  void resNet18ForSmallImagesHasElevenMillionParameters() {
    assertThat(SmallNetworks.withHead(ResNetSpec.resNet18(10), ONE_MATRIX).parameters())
        .isEqualTo(11_173_962);
  }

  @Test
  void convolutionsAreMatricesOnFlattenedPatches() {
    LayerInfo conv =
        ResNetSpec.cifar(20, Shortcut.PROJECTION, 10).layers(Penalties.none(1)).stream()
            .filter(layer -> layer.name().equals("s2b1.conv1"))
            .findFirst()
            .orElseThrow();

    assertThat(conv.inputs()).isEqualTo(16 * 3 * 3);
    assertThat(conv.outputs()).isEqualTo(32);
  }

  @Test
  void stagesHalveTheImageRoundingUp() {
    ResNetSpec mnist = SmallNetworks.withImages(ResNetSpec.resNet18(10), 1, 28, 28);

    assertThat(mnist.taps())
        .containsEntry("stem.conv:pre", 64 * 28 * 28)
        .containsEntry("s4b2.add:post", 512 * 4 * 4)
        .containsEntry("s4b2.add.pooled:post", 512)
        .containsEntry("pool:pre", 512);
  }

  @Test
  void theWidestTapOfResNet18Has65536Values() {
    assertThat(ResNetSpec.resNet18(10).taps().values()).contains(65_536);
  }

  @Test
  void depthsOtherThanSixNPlusTwoAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNetSpec.cifar(18, Shortcut.IDENTITY, 10))
        .withMessageContaining("6n + 2")
        .withMessageContaining("18");
  }

  @Test
  void identityShortcutsCannotDropChannels() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ResNetSpec(
                    1, 8, 8, List.of(8, 4), 1, Shortcut.IDENTITY, ONE_MATRIX, 2, false, 1))
        .withMessageContaining("[8, 4]");
  }
}
