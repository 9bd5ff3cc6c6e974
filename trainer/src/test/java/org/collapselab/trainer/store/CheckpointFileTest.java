package org.collapselab.trainer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.EngineName;
import org.collapselab.models.NetworkState;
import org.collapselab.models.Precision;
import org.collapselab.trainer.store.npy.NpyArray;
import org.collapselab.trainer.store.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointFileTest {
  private static final double[] PARAMETERS = {0.1f, -0.0, Float.MIN_VALUE, 3e38f, 1};
  private static final double[] VELOCITIES = {7, -8.5, 0, 1, 2};

  @TempDir Path folder;

  private static final long STEP = 12;

  private static Checkpoint checkpoint(Precision precision) {
    return new Checkpoint(
        new NetworkState(12, precision, List.of("fc1_W [5]"), PARAMETERS, VELOCITIES),
        EngineName.LIBTORCH,
        "0a1b",
        new Checkpoint.Progress(12, 34, 5, false, new MetricsLog.Lengths(678, 90)));
  }

  private Path written(Precision precision) throws IOException {
    Path file = folder.resolve("step-000000012.npz");
    CheckpointFile.write(file, checkpoint(precision));
    return file;
  }

  private static void assertSame(Checkpoint read, Checkpoint expected) {
    assertThat(read.network().parameters()).containsExactly(expected.network().parameters());
    assertThat(read.network().optimizer()).containsExactly(expected.network().optimizer());
    assertThat(read.engine()).isEqualTo(expected.engine());
    assertThat(read.network().layout()).isEqualTo(expected.network().layout());
    assertThat(read.network().precision()).isEqualTo(expected.network().precision());
    assertThat(read.network().steps()).isEqualTo(12);
    assertThat(read.parameterHash()).isEqualTo(expected.parameterHash());
    assertThat(read.progress()).isEqualTo(expected.progress());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyBitSurvives(Precision precision) throws IOException {
    Path file = written(precision);
    assertSame(CheckpointFile.read(file, STEP), checkpoint(precision));
    assertThat(folder).isDirectoryNotContaining(entry -> entry.toString().endsWith(".part"));
  }

  @Test
  void aFlippedBitIsFoundOrChangesNothing() throws IOException {
    Path file = written(Precision.FLOAT);
    byte[] sound = Files.readAllBytes(file);
    int refused = 0;
    for (int bit = 0; bit < 8 * sound.length; bit += 3) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      refused += isRefused(file, damaged) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(8 * sound.length / 3 / 2);
  }

  @Test
  void aTruncatedFileIsFoundOrLacksNothing() throws IOException {
    Path file = written(Precision.FLOAT);
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      isRefused(file, Arrays.copyOf(sound, length));
    }
    assertThat(isRefused(file, Arrays.copyOf(sound, sound.length / 2))).isTrue();
  }

  /** Either the reader refuses, naming the file, or it gives back exactly what was written. */
  private static boolean isRefused(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    try {
      assertSame(CheckpointFile.read(file, STEP), checkpoint(Precision.FLOAT));
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("damaged");
      return true;
    }
  }

  /** A well-formed archive with other content, as an editor or another program would write it. */
  private Path crafted(String part, byte[] content) throws IOException {
    Path file = written(Precision.FLOAT);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.write(zip.getPath(part), content);
    }
    return file;
  }

  private String info() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(written(Precision.FLOAT))) {
      return Files.readString(zip.getPath("checkpoint.json"));
    }
  }

  @Test
  void checkpointsThatNameNoEngineAreOfTheOnlyOneThatThereWas() throws IOException {
    String info = info();
    String older = info.replace("  \"engine\" : \"libtorch\",", "");
    assertThat(older).isNotEqualTo(info);
    Path file = crafted("checkpoint.json", older.getBytes(StandardCharsets.UTF_8));
    assertThat(CheckpointFile.read(file, STEP).engine()).isEqualTo(EngineName.DL4J);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"step\" : 12 | \"step\" : 13 | its name says step 12",
        "\"step\" : 12 | \"step\" : -1 | negative number",
        "\"nanos\" : 34 | \"nanos\" : -34 | negative number",
        "\"metrics\" : 678 | \"metrics\" : -678 | negative number",
        "\"fc1_W [5]\" | null | has no layout",
        "\"0a1b\" | null | has no parameter_sha256",
        "\"progress\" : | \"other\" : | has no progress",
        "\"tables\" : | \"other\" : | has no progress",
        "\"engine\" : \"libtorch\" | \"engine\" : \"other\" | unknown engine other",
        "\"format\" : 1 | \"format\" : 2 | format 2",
      })
  void senselessInformationIsRefusedByName(String sound, String bad, String reason)
      throws IOException {
    String info = info();
    assertThat(info).contains(sound);
    Path file =
        crafted("checkpoint.json", info.replace(sound, bad).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> CheckpointFile.read(file, STEP))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void nothingInPlaceOfTheInformationIsRefused() throws IOException {
    Path file = crafted("checkpoint.json", "null".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> CheckpointFile.read(file, STEP)).hasMessageContaining("is empty");
  }

  @Test
  void otherArraysThanThoseStoredAreRefused() throws IOException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    NpyFile.write(other, NpyArray.of(new float[5], 5));
    Path file = crafted("optimizer.npy", other.toByteArray());
    assertThatThrownBy(() -> CheckpointFile.read(file, STEP))
        .hasMessageContaining("optimizer.npy does not have the SHA-256");
  }

  @Test
  void aDirectoryListsWhatIsCompleteAndNamesWhatIsDamaged() throws IOException {
    RunDirectory run = new RunDirectory(folder);
    Checkpoints checkpoints = new Checkpoints(run);
    assertThat(checkpoints.last()).isEqualTo(Optional.empty());
    checkpoints.write(checkpoint(Precision.DOUBLE));
    Path other = Files.copy(checkpoints.file(12), checkpoints.file(100));
    Files.createFile(other.resolveSibling("step-000000200.npz.part"));
    assertThat(checkpoints.steps()).containsExactly(12L, 100L);
    Files.write(other, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> checkpoints.read(100))
        .hasMessageContaining(other.toString())
        .hasMessageContaining("there are other checkpoints at steps [12]");
    checkpoints.delete(100);
    assertThat(checkpoints.last()).contains(12L);
  }

  @Test
  void aDirectoryIsLockedOnceAtATime() {
    try (RunLock lock = RunLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> RunLock.acquire(folder))
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("another process is working in this directory");
    }
    RunLock.acquire(folder).close();
  }
}
