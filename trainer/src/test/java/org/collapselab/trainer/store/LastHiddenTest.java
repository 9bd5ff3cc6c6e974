package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastHiddenTest {
  private static final LastHidden LAST = new LastHidden(new LayerTap("fc4", "post"));

  @ParameterizedTest
  @CsvSource({
    "last, '',     fc4:post",
    "last, pre,    fc4:pre",
    "last, weight, fc4:weight",
    "fc2,  pre,    fc2:pre",
    "'',   '',     ''"
  })
  void theWordStandsForTheLayerAndAfterItsActivationUnlessATapIsNamed(
      String layer, String tap, String expected) {
    assertThat(LAST.meant(layer, tap).label()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"last, fc4:post", "fc2:pre, fc2:pre", "'', ''"})
  void aloneItIsAPlace(String written, String expected) {
    assertThat(LAST.meant(written).label()).isEqualTo(expected);
  }
}
