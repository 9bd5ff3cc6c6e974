package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.collapselab.cli.TrialsOption.Sharing;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrialsOptionTest {
  private static final int PROCESSORS = ThreadsOption.processors();

  private static Sharing sharing(int open, String... options) {
    return CommandLine.populateCommand(new TrialsOption(), options).sharing(open);
  }

  @Test
  void withManyTrialsEachHasOneThread() {
    assertThat(sharing(10 * PROCESSORS)).isEqualTo(new Sharing(PROCESSORS, 1));
  }

  @Test
  void fewTrialsShareTheProcessors() {
    assertThat(sharing(1)).isEqualTo(new Sharing(1, PROCESSORS));
    assertThat(sharing(10, "--workers", "1")).isEqualTo(new Sharing(1, PROCESSORS));
    assertThat(sharing(10, "--processes", "1")).isEqualTo(new Sharing(1, PROCESSORS));
    assertThat(sharing(0)).isEqualTo(new Sharing(1, PROCESSORS));
  }

  @Test
  void whatIsAskedForIsDone() {
    assertThat(sharing(10, "--workers", "3", "--threads", "2")).isEqualTo(new Sharing(3, 2));
    assertThat(sharing(2, "--workers", "3", "--threads", "5")).isEqualTo(new Sharing(2, 5));
    TrialsOption none = CommandLine.populateCommand(new TrialsOption(), "--threads", "0");
    assertThatThrownBy(none::check).hasMessage("--threads must be at least 1, got 0");
  }

  @Test
  void onSparkEachTrialHasOneThread() {
    assertThat(sharing(1, "--master", "local[2]").threads()).isEqualTo(1);
  }
}
