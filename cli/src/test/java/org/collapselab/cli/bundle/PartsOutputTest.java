package org.collapselab.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsOutputTest {
  @TempDir Path folder;

  /** Writes in pieces of random length, some of them single bytes. */
  private List<Part> write(byte[] content, long limit) throws IOException {
    PartsOutput out = new PartsOutput(folder, "a.tar.gz", limit);
    Random random = new Random(1);
    try (OutputStream stream = out) {
      for (int done = 0; done < content.length; ) {
        int count = Math.min(random.nextInt(2500), content.length - done);
        if (count == 1) {
          stream.write(content[done]);
        } else {
          stream.write(content, done, count);
        }
        done += count;
      }
    }
    return out.parts();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"1, 1000, 1", "999, 1000, 1", "1000, 1000, 1", "1001, 1000, 2", "12000, 1000, 12"})
  void partsInOrderAreTheStreamAndOnlyTheLastIsShorter(int length, int limit, int count)
      throws IOException, NoSuchAlgorithmException {
    byte[] content = random(length);
    List<Part> parts = write(content, limit);
    assertThat(parts).hasSize(count);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      Part part = parts.get(i);
      byte[] bytes = Files.readAllBytes(folder.resolve(part.name()));
      assertThat(part.name()).isEqualTo("a.tar.gz.%03d", i + 1);
      assertThat(part.bytes()).isEqualTo(bytes.length);
      assertThat(bytes).hasSize(i < count - 1 ? limit : length - (count - 1) * limit);
      assertThat(part.sha256())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      joined.write(bytes);
    }
    assertThat(joined.toByteArray()).isEqualTo(content);
  }

  @Test
  void withoutALimitThereIsOneFile() throws IOException {
    byte[] content = random(10_000);
    assertThat(write(content, 0)).extracting(Part::name).containsExactly("a.tar.gz");
    assertThat(folder.resolve("a.tar.gz")).hasBinaryContent(content);
  }

  @Test
  void aSumIsThatOfTheStandard() throws IOException {
    assertThat(write(new byte[] {'a', 'b', 'c'}, 0)) // FIPS 180-2, appendix B.1
        .extracting(Part::sha256)
        .containsExactly("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
