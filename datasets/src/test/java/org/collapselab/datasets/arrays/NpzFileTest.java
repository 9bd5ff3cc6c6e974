package org.collapselab.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzFileTest {
  @TempDir Path dir;

  private Path zip(String name, String entry, String content) throws IOException {
    Path file = dir.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
      zip.closeEntry();
    }
    return file;
  }

  private static void refused(Path file, String message) {
    assertThatExceptionOfType(ArrayException.class)
        .isThrownBy(() -> ArrayFiles.open(file).info("x"))
        .withMessageContaining(file.toString())
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "model.pt, archive/data.pkl, is a pickle",
    "model.npz, archive/data.pkl, is a pickle",
    "model.npz, notes.txt, has no .npy array in it",
    "model.npz, x.npy, x in ",
    "model.npz, y.npy, has no array x",
    "model.h5, x.npy, expected a folder of .npy files",
  })
  void whatIsNoArchiveOfArraysIsRefused(String name, String entry, String message)
      throws IOException {
    refused(zip(name, entry, "text"), message);
  }

  @Test
  void objectsAreNotUnpickled() throws IOException {
    String head = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
    String file = "\u0093NUMPY\u0001\u0000" + (char) head.length() + "\u0000" + head + "pickle";
    refused(zip("a.npz", "x.npy", file), "holds Python objects");
  }

  @Test
  void aCutArchiveIsNone() throws IOException {
    Path file = zip("a.npz", "x.npy", "text");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    refused(file, "is not an .npz file: it is no complete zip archive");
  }

  @Test
  void aMissingFileIsNamed() {
    refused(dir.resolve("none.npz"), "does not exist");
  }
}
