package org.collapselab.studies.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialParcelTest {
  @TempDir Path from;
  @TempDir Path to;

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aParcelHoldsTheFilesOfItsTrialAndReplacesEarlierOnes() throws IOException {
    write(from.resolve("trials/s1-seed1.json"), "{}");
    write(from.resolve("trials/s1-seed10.json"), "other");
    write(from.resolve("runs/s1-seed1/weights/fc3.npy"), "new");
    write(to.resolve("runs/s1-seed1/metrics.csv"), "old");
    write(to.resolve("trials/s1-seed1.json"), "old");

    TrialParcel.unpack(TrialParcel.pack(from, "s1-seed1"), to, "s1-seed1");

    assertThat(to.resolve("trials/s1-seed1.json")).hasContent("{}");
    assertThat(to.resolve("runs/s1-seed1/weights/fc3.npy")).hasContent("new");
    assertThat(to.resolve("runs/s1-seed1/metrics.csv")).doesNotExist();
    assertThat(to.resolve("trials/s1-seed10.json")).doesNotExist();
    assertThat(to.resolve("parcel-s1-seed1")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside", "trials/s1-seed2.json", "runs/s1-seed1/../../x", "/etc/x", "x"})
  void aParcelWithForeignFilesIsRefused(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(1);
    }
    assertThatThrownBy(() -> TrialParcel.unpack(bytes.toByteArray(), to, "s1-seed1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds a foreign file, " + name);
    assertThat(to.resolve("../outside")).doesNotExist();
  }
}
