package org.collapselab.trainer.store.sweep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of trials that is not as it was written names itself, the line and the column. */
class DamagedTrialsTest {
  private static final String SOUND =
      """
      trial,setting,seed,state,reason,seconds,loss_dnc
      s1-seed1,1,1,completed,,0.5,0.03
      """;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.03 | 0.03x | line 2: loss_dnc \"0.03x\" is not a number",
        "0.5, | half, | line 2: seconds \"half\" is not a number",
        "1,1,completed | 1,one,completed | line 2: seed \"one\" is not a whole number",
        "completed | done | line 2: state \"done\" is not one of",
        "seed1,1 | seed1,x | line 2: setting \"x\" is not a whole number",
        "state, | , | header",
        "s1-seed1, | \"s1-seed1, | EOF",
        ",0.03 | ,0.03,7 | line 2: 8 cells under 7 columns",
      })
  void theCellIsNamed(String from, String to, String reason) throws IOException {
    Path file = dir.resolve("trials.csv");
    Files.writeString(file, SOUND.replace(from, to));
    assertThatThrownBy(() -> Trials.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file = dir.resolve("trials.csv");
    Files.write(file, SOUND.replace("0.03", "é").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Trials.read(file))
        .hasMessageContaining(file + " is not text in UTF-8");
  }
}
