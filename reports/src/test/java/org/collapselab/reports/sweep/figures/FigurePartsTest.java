package org.collapselab.reports.sweep.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.collapselab.reports.page.NeuronRows;
import org.collapselab.trainer.store.sweep.TrialRow;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FigurePartsTest {
  @Test
  void theMostFrequentOutcomeIsShownWithItsShareOfAllTrials() {
    List<TrialRow> trials =
        List.of(trial("low rank"), trial("DNC"), trial("DNC"), trial("low rank"), trial(""));
    HeatCell cell = HeatCell.mode("", "1", "2", trials, "verdict");
    assertThat(cell.category()).isEqualTo("DNC");
    assertThat(cell.text()).isEqualTo("40 %");
    assertThat(cell.tip()).isEqualTo("DNC 2, low rank 2, none 1");
  }

  @Test
  void referencesBelongToTheQuantityTheyAreNamedAfter() {
    assertThat(ReferenceLine.of(List.of("loss_dnc", "loss_srg", "loss_best_known")))
        .extracting(ReferenceLine::label)
        .containsExactly("DNC", "SRG", "best known");
    assertThat(ReferenceLine.of(List.of("loss_dnc")).get(0).colour()).isEqualTo("#d55e00");
  }

  @Test
  void inactiveNeuronsAreLeftOutAndOthersOrderedByTheirClasses() {
    DMatrixRMaj means =
        new DMatrixRMaj(new double[][] {{0, 0, 4}, {1e-9, 0, 0}, {2, 2, 0}, {3, 0, 0}});
    DMatrixRMaj rows = NeuronRows.ordered(means, 10);
    assertThat(rows.data).containsExactly(2, 2, 0, 3, 0, 0, 0, 0, 4);
    assertThat(NeuronRows.ordered(means, 1).data).containsExactly(0, 0, 4);
  }

  private static TrialRow trial(String verdict) {
    return new TrialRow(Map.of("state", "completed", "verdict", verdict));
  }
}
