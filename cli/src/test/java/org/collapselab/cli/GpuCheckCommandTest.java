package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The check itself, with the CPU in place of a card. */
class GpuCheckCommandTest {
  @Test
  void theCpuPassesWithItself() {
    Shell shell = Shell.collapse("gpu-check", "--device", "cpu", "--smoke", "--threads", "1");
    assertThat(shell.code()).as(shell.out() + shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains("| card | none: the CPU played the card |")
        .contains("| perceptron: outputs after 2 steps as on the CPU | differ by 0.0e+00 at most")
        .contains("| ResNet-20: the same weights in two processes | equal, hash ")
        .contains("| ResNet-20: memory over 8 steps | process ")
        .containsPattern("\\| perceptron \\| 8 \\| [0-9,]+ \\(.*\\) \\| – \\| [0-9,]+ \\(")
        .doesNotContain("failed");
    assertThat(shell.err()).contains("card, another process: train, ResNet-20");
  }

  @Test
  void withoutACardAndWithoutBeingToldToItRefuses() {
    Shell shell = Shell.collapse("gpu-check", "--smoke");
    assertThat(shell.code()).isEqualTo(ExitCode.DEVICE);
    assertThat(shell.err()).contains("there is no GPU to check").contains("--device cpu");
  }
}
