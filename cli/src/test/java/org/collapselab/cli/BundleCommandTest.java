package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleCommandTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"0, 0", "60M, 60000000", "60MB, 60000000", "5M, 5000000", "2G, 2000000000"})
  void sizesAreDecimal(String text, long bytes) {
    assertThat(new BundleCommand.PartSize().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4M", "60", "-60M", "1.5G", "60K", "", "9999999M"})
  void otherSizesAreRefused(String text) {
    Shell shell = Shell.collapse("bundle", "--split=" + text, "--out", dir);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err())
        .contains("--split", "'" + text + "' is not a size; expected at least 5M");
  }

  @Test
  void unknownDevicesAndDataSetsAreNamed() {
    Shell device = Shell.collapse("bundle", "--device", "auto", "--out", dir);
    assertThat(device.code()).isEqualTo(ExitCode.USAGE);
    assertThat(device.err()).contains("--device", "auto");
    Shell data = Shell.collapse("bundle", "--data", "mnist,svhn", "--out", dir);
    assertThat(data.code()).isEqualTo(ExitCode.USAGE);
    assertThat(data.err()).contains("unknown data set 'svhn'");
  }

  @Test
  void classFoldersAreNotBundled() {
    Shell shell = Shell.collapse("bundle", "--out", dir);
    assertThat(shell.code()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("start it with the launcher");
  }
}
