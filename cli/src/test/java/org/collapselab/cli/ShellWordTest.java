package org.collapselab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          runs/2026-a_b.c, runs/2026-a_b.c
          läufe/x, läufe/x
          my runs/x, 'my runs/x'
          it's, 'it'\\''s'
          $HOME/x, '$HOME/x'
          a;b, 'a;b'
          ~x, '~x'
          -x, '-x'
          """)
  void aShellReadsTheSamePath(String path, String word) {
    assertThat(ShellWord.of(Path.of(path))).isEqualTo(word);
  }
}
