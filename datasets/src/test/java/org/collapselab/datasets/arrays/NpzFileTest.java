package org.collapselab.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  void aLargeArrayInFortranOrderIsReadFromACopyThatIsDeleted() throws IOException {
    String head = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n";
    Path file =
        zip(
            "a.npz",
            "x.npy",
            "\u0093NUMPY\u0001\u0000" + (char) head.length() + "\u0000" + head + "adbecf");
    Set<Path> before = temporary();
    try (NpzFile npz = new NpzFile(file, 5)) {
      for (int pass = 0; pass < 2; pass++) {
        double[] rows = new double[6];
        try (RowReader reader = npz.rows("x")) {
          reader.read(rows, 2);
        }
        assertThat(rows).containsExactly('a', 'b', 'c', 'd', 'e', 'f');
      }
      assertThat(temporary()).hasSize(before.size() + 1);
    }
    assertThat(temporary()).isEqualTo(before);
  }

  private static Set<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().matches("collapse-.*[.]array"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aMissingFileIsNamed() {
    refused(dir.resolve("none.npz"), "does not exist");
  }
}
