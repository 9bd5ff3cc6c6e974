package org.collapselab.trainer.store.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
  @ParameterizedTest
  @CsvSource({
    "REFERENCE_LOSS, dnc, loss_dnc",
    "CONSTANT_OVER_DNC, srg, srg_constant_over_dnc",
    "RANK_OF_LAYER, 3, rank_3",
    "DNC1_OF_LAYER, 12, dnc1_12"
  })
  void aFamilyHasAColumnPerMember(Finding family, String member, String column) {
    assertThat(family.of(member)).isEqualTo(column);
    assertThat(family.matches(column)).isTrue();
    assertThat(family.member(column)).isEqualTo(member);
    assertThat(family.matches(family.of(""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "LOSS, loss_dnc",
    "REFERENCE_LOSS, loss",
    "RANK_OF_LAYER, rank_mean",
    "RANK_OF_LAYER, pre_rank_1",
    "DNC1_OF_LAYER, dnc1_fc2",
    "OVER_DNC, loss"
  })
  void otherColumnsAreNotMistakenForIt(Finding finding, String column) {
    assertThat(finding.matches(column)).isFalse();
  }

  @Test
  void oneColumnHasNoMembers() {
    assertThat(Finding.LOSS.matches("loss")).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> Finding.LOSS.of("dnc"));
  }

  @Test
  void namesAreUnique() {
    assertThat(Arrays.stream(Finding.values()).map(Finding::label)).doesNotHaveDuplicates();
  }
}
