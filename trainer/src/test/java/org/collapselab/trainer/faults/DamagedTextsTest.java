package org.collapselab.trainer.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of damaged configurations and arrays: a refusal that users can read, or a value. */
@Timeout(value = 120, unit = SECONDS)
class DamagedTextsTest {
  private static final String[] SPLICES = {
    ": ", "- ", "{", "}", "[", "]", "&a ", "*a", "!!java.lang.Object ", "\n", "  ", "\t", "null",
        "1e999",
    "-0", ".nan", "0x1f", "\u0000", "\ud800", "'", "\"", "# ", "---\n", "...\n", "? ", "| ", "> ",
        "%"
  };

  @Test
  void configurationsAreRefusedWithProblemsOrLoaded() throws IOException {
    List<String> sound = experiments();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      String text = damaged(sound.get(i % sound.size()), random);
      try {
        assertThat(ConfigLoader.parse(text, List.of()).name()).isNotEmpty();
      } catch (ConfigException e) {
        assertThat(e.getMessage()).startsWith("configuration: ").doesNotContain("Exception");
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2999);
  }

  private static List<String> experiments() throws IOException {
    Path folder = Path.of("..", "experiments");
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    assertThat(texts).isNotEmpty();
    return texts;
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int rounds = 1 + random.nextInt(3);
    for (int i = 0; i < rounds; i++) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.insert(at, SPLICES[random.nextInt(SPLICES.length)]);
        case 1 -> damaged.setCharAt(at, (char) random.nextInt(1 << 16));
        case 2 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(20)));
        default -> damaged.insert(at, damaged.substring(Math.max(0, at - random.nextInt(60)), at));
      }
    }
    return damaged.toString();
  }

  @Test
  void whatWouldExpandIsRefused() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> ConfigLoader.parse(laughs.toString(), List.of()))
        .isInstanceOf(ConfigException.class);
    String deep = "name: " + "[".repeat(100_000);
    assertThatThrownBy(() -> ConfigLoader.parse(deep, List.of()))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> ConfigLoader.parse("name: x\n" + "#".repeat(1 << 21), List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("too many");
  }

  @Test
  void arraysAreRefusedOrReadAsTheyAre() throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    NpyFile.write(out, NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
    byte[] sound = out.toByteArray();
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      try {
        NpyArray array = NpyFile.decode(damaged(sound, random), "x.npy");
        assertThat(Arrays.stream(array.shape()).reduce(1, (a, b) -> a * b)).isLessThan(100);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("x.npy: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 2999);
    byte[] claim =
        new String(sound, StandardCharsets.ISO_8859_1)
            .replace("(2, 3)", "(9999, 99999999)")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> NpyFile.decode(claim, "x.npy")).isInstanceOf(IOException.class);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
      default -> bytes = Arrays.copyOf(bytes, at);
    }
    return bytes;
  }
}
