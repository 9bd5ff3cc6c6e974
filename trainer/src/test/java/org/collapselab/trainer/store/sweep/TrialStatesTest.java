package org.collapselab.trainer.store.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.collapselab.trainer.store.EndState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialStatesTest {
  @TempDir Path dir;

  private static TrialRecord record(EndState state) {
    return TrialRecord.of("s1-seed0", 1, 0, state, "why", 1.5, new Findings());
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED, completed",
    "DIVERGED, diverged",
    "INTERRUPTED, stopped",
    "FAILED, failed"
  })
  void aTrialThatWasCutOffIsStoppedInFiles(EndState state, String label) throws IOException {
    TrialFiles files = new TrialFiles(dir);
    files.write(record(state), Map.of());
    assertThat(Files.readString(files.record("s1-seed0")))
        .contains("\"state\" : \"" + label + "\"");
    assertThat(files.read("s1-seed0").orElseThrow().state()).isEqualTo(state);
    Path table = dir.resolve(SweepFiles.TRIALS);
    Trials.write(table, List.of(Map.of("width", "3")), List.of(record(state)));
    assertThat(Files.readString(table))
        .isEqualTo(
            "trial,setting,width,seed,state,reason,seconds\ns1-seed0,1,3,0,%s,why,1.5\n"
                .formatted(label));
    assertThat(Trials.read(table).all().get(0).state()).isEqualTo(state);
  }

  @Test
  void anUnknownStateIsNamedWithItsLine() throws IOException {
    Path table = dir.resolve(SweepFiles.TRIALS);
    Files.writeString(table, "trial,setting,seed,state\ns1-seed0,1,0,lost\n");
    assertThatIOException()
        .isThrownBy(() -> Trials.read(table))
        .withMessage(
            "%s line 2: state \"lost\" is not one of completed, diverged, stopped, failed", table);
  }

  @Test
  void aSettingIsAWholeNumberFromOne() throws IOException {
    Path table = dir.resolve(SweepFiles.TRIALS);
    Files.writeString(table, "trial,setting,seed,state\ns1-seed0,0,0,failed\n");
    assertThatIOException()
        .isThrownBy(() -> Trials.read(table))
        .withMessage("%s line 2: setting 0 is below 1", table);
  }

  @Test
  void aKeyThatIsFoundTooIsWrittenWithAPrefix() throws IOException {
    Findings findings = new Findings();
    findings.put("rank", 2);
    findings.put("loss", Double.NaN);
    TrialRecord found = TrialRecord.of("s1-seed0", 1, 0, EndState.COMPLETED, "", 1, findings);
    Path table = dir.resolve(SweepFiles.TRIALS);
    Trials.write(table, List.of(Map.of("rank", "3")), List.of(found));
    assertThat(Files.readString(table))
        .isEqualTo(
            "trial,setting,varied_rank,seed,state,reason,seconds,rank,loss\n"
                + "s1-seed0,1,3,0,completed,,1.0,2,\n");
  }
}
