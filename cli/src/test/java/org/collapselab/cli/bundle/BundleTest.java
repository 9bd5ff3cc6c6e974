package org.collapselab.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.collapselab.datasets.Catalog;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.DataHome;
import org.collapselab.trainer.store.DeviceException;
import org.collapselab.trainer.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {
  private static final List<String> LIBRARIES =
      List.of("libcublas.so.11", "libcublasLt.so.11", "libcudart.so.11.0", "libcusolver.so.11");

  @TempDir Path folder;

  private Path jar(String name) throws IOException {
    return Files.writeString(folder.resolve(name), name);
  }

  private Path redistributable() throws IOException {
    List<String> names = new ArrayList<>(LIBRARIES);
    names.add("libcudnn.so.8");
    return redistributable("cuda-11.6-8.3-1.5.7-linux-x86_64-redist.jar", names);
  }

  private Path redistributable(String file, List<String> names) throws IOException {
    Path jar = folder.resolve(file);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry("org/bytedeco/cuda/linux-x86_64/" + name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private Bundle bundle(boolean cuda, String set, Path... jars) {
    Installation installation =
        new Installation(Repository.path(""), List.of(jars), "1.0", "0123abcd");
    return new Bundle(
        installation, cuda, List.of(Catalog.get(set)), DataHome.of(folder.resolve("data")), 0);
  }

  private static Map<String, TarArchiveEntry> entries(Path archive) throws IOException {
    Map<String, TarArchiveEntry> entries = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.put(e.getName(), e);
      }
    }
    return entries;
  }

  @Test
  void aProgramForGpusHasItsJarsAndTheFourLibraries() throws IOException {
    Bundle bundle =
        bundle(
            true,
            "mnist-10k",
            jar("collapse-cli-1.0.jar"),
            jar("nd4j-cuda-11.6-1.0.0-M2.1.jar"),
            redistributable());
    Contents contents = new Contents();
    bundle.addProgram(contents, Files.createDirectory(folder.resolve("scratch")));
    Bundle.writeParts(contents, folder, "n", 0);
    Map<String, TarArchiveEntry> entries = entries(folder.resolve("n.tar.gz"));
    assertThat(entries.keySet())
        .contains(
            "n/LICENSE",
            "n/LICENSES.md",
            "n/commit",
            "n/bin/preflight.sh",
            "n/experiments/quickstart.yaml",
            "n/experiments/papers/jumps.yaml")
        .filteredOn(name -> name.startsWith("n/lib/"))
        .containsExactly("n/lib/collapse-cli-1.0.jar", "n/lib/nd4j-cuda-11.6-1.0.0-M2.1.jar");
    assertThat(entries.keySet())
        .filteredOn(name -> name.startsWith("n/cuda/"))
        .containsExactlyElementsOf(LIBRARIES.stream().map(library -> "n/cuda/" + library).toList());
    assertThat(entries.get("n/collapse").getMode() & 0777).isEqualTo(0755);
    assertThat(entries.get("n/LICENSE").getMode() & 0777).isEqualTo(0644);
    assertThat(entries.values().stream().mapToLong(TarArchiveEntry::getSize).sum())
        .isEqualTo(contents.bytes());
  }

  @Test
  void libtorchForGpusComesWithItsLibrariesAndWithoutTheRest() throws IOException {
    List<String> called =
        Files.readAllLines(Repository.path("docker/collect")).stream()
            .dropWhile(line -> !line.contains("cuda-12.*"))
            .skip(1)
            .takeWhile(line -> !line.contains(";;"))
            .flatMap(
                line -> Stream.of(line.replaceAll("libraries=\"|[\"\\\\]", "").strip().split(" +")))
            .filter(name -> !name.isEmpty())
            .toList();
    assertThat(called).hasSize(19);
    List<String> all = new ArrayList<>(called);
    all.addAll(List.of("libnccl.so.2", "libnppc.so.12", "libcusolverMg.so.11"));
    Path[] jars = {
      jar("collapse-models-torch-1.0.jar"),
      jar("pytorch-2.5.1-1.5.11-linux-x86_64-gpu.jar"),
      redistributable("cuda-12.6-9.5-1.5.11-linux-x86_64-redist.jar", all)
    };
    Contents contents = new Contents();
    bundle(true, "mnist-10k", jars)
        .addProgram(contents, Files.createDirectory(folder.resolve("scratch")));
    Bundle.writeParts(contents, folder, "n", 0);
    assertThat(entries(folder.resolve("n.tar.gz")).keySet())
        .contains("n/lib/pytorch-2.5.1-1.5.11-linux-x86_64-gpu.jar")
        .filteredOn(name -> name.startsWith("n/cuda/"))
        .containsExactlyInAnyOrderElementsOf(
            called.stream().map(name -> "n/cuda/" + name).toList());
    assertThatThrownBy(() -> bundle(false, "mnist-10k", jars).write(folder.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add --device cuda");
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch-2.5.1-1.5.11-linux-x86_64-gpu.jar, true",
    "pytorch-2.5.1-1.5.11-linux-x86_64.jar, false",
    "nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64.jar, true",
    "cuda-11.6-8.3-1.5.7.jar, true",
    "cuda-11.6-8.3-1.5.7-linux-x86_64-redist.jar, true",
    "nd4j-native-1.0.0-M2.1.jar, false"
  })
  void aBundleForTheCpuLeavesOutWhatIsForGpus(String jar, boolean left) {
    assertThat(Installation.isForGpus(Path.of(jar))).isEqualTo(left);
  }

  @Test
  void anArchiveDoesNotDependOnTimesAndOrder() throws IOException {
    Path a = jar("a");
    Path b = jar("b");
    Contents one = new Contents();
    one.file("x/a", a);
    one.file("b", b);
    Bundle.writeParts(one, Files.createDirectory(folder.resolve("one")), "n", 0);
    Files.setLastModifiedTime(a, FileTime.fromMillis(0));
    Contents two = new Contents();
    two.file("b", b);
    two.file("x/a", a);
    Bundle.writeParts(two, Files.createDirectory(folder.resolve("two")), "n", 0);
    assertThat(folder.resolve("two/n.tar.gz"))
        .hasSameBinaryContentAs(folder.resolve("one/n.tar.gz"));
  }

  @Test
  void aBuildForTheCpuMakesNoBundleForGpus() throws IOException {
    Bundle bundle = bundle(true, "mnist-10k", jar("collapse-cli-1.0.jar"));
    assertThatThrownBy(() -> bundle.write(folder.resolve("out")))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("mvn -Pcuda");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void dataHaveToBeThereAndSound() throws IOException {
    Bundle bundle = bundle(false, "mnist", jar("collapse-cli-1.0.jar"));
    assertThatThrownBy(() -> bundle.write(folder.resolve("out")))
        .isInstanceOf(DataException.class)
        .hasMessageMatching("data set 'mnist' cannot be bundled: .*data/mnist/\\S+ is missing");
    try (OutputStream out =
        Files.newOutputStream(
            Files.createDirectories(folder.resolve("data/mnist"))
                .resolve("train-images-idx3-ubyte"))) {
      out.write(1);
    }
    assertThatThrownBy(() -> bundle.write(folder.resolve("out")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train-images-idx3-ubyte")
        .hasMessageNotContaining("missing");
  }

  @Test
  void aBundleOverwritesNothing() throws IOException {
    Path mine = jar("mine");
    Bundle bundle = bundle(false, "mnist-10k", jar("collapse-cli-1.0.jar"));
    for (Path out : List.of(folder, mine)) {
      assertThatThrownBy(() -> bundle.write(out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(out + " already exists: a bundle needs a new or empty folder");
    }
    assertThat(mine).hasContent("mine");
  }
}
