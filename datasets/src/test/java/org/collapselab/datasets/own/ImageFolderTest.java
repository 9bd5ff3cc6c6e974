package org.collapselab.datasets.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFolderTest {
  @TempDir Path dir;

  private Path grey(String name, int value) throws IOException {
    return image(name, BufferedImage.TYPE_BYTE_GRAY, 3, 2, value);
  }

  /** All pixels have the value in the first band, and 1 and 2 more in the others. */
  private Path image(String name, int type, int width, int height, int value) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
          image.getRaster().setSample(x, y, 0, value);
        } else {
          image.setRGB(x, y, 0xff000000 | value << 16 | value + 1 << 8 | value + 2);
        }
      }
    }
    return write(name, image);
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()))
        .isTrue();
    return file;
  }

  private static float[] row(Samples samples, int row) {
    float[] values = new float[samples.dim()];
    samples.copyRow(row, values, 0);
    return values;
  }

  private OwnData read() {
    return OwnFiles.read(OwnSpec.of(dir));
  }

  @Test
  void foldersAreClassesAndGreyValuesStayAsTheyAre() throws IOException {
    Path third = grey("dog/a.png", 200);
    Path first = grey("cat/1.png", 7);
    Path second = grey("cat/2.jpg", 90);
    Files.writeString(dir.resolve("cat/notes.txt"), "not an image");
    OwnData data = read();
    Samples train = data.train();
    assertThat(train.shape()).isEqualTo(new Shape(1, 2, 3));
    assertThat(train.classNames()).containsExactly("cat", "dog");
    assertThat(train.labels()).containsExactly(0, 0, 1);
    assertThat(row(train, 0)).containsOnly(7);
    assertThat(row(train, 1)).containsOnly(90);
    assertThat(row(train, 2)).containsOnly(200);
    StringBuilder list = new StringBuilder(); // what sha256sum prints
    for (Path file : new Path[] {first, second, third}) {
      list.append(Digests.hex(Files.readAllBytes(file))).append("  ");
      list.append(dir.relativize(file)).append('\n');
    }
    assertThat(data.files())
        .singleElement()
        .satisfies(
            hash -> {
              assertThat(hash.name()).isEqualTo("sha256sum of 3 images");
              assertThat(hash.sha256())
                  .isEqualTo(Digests.hex(list.toString().getBytes(StandardCharsets.UTF_8)));
            });
  }

  @Test
  void oneColourImageMakesAllHaveThreeChannels() throws IOException {
    grey("train/cat/1.png", 7);
    image("train/dog/1.png", BufferedImage.TYPE_3BYTE_BGR, 3, 2, 100);
    grey("test/cat/1.png", 9);
    OwnData data = read();
    assertThat(data.train().shape()).isEqualTo(new Shape(3, 2, 3));
    assertThat(row(data.train(), 0)).containsOnly(7).hasSize(18);
    assertThat(row(data.train(), 1))
        .containsExactly(
            100, 100, 100, 100, 100, 100, 101, 101, 101, 101, 101, 101, 102, 102, 102, 102, 102,
            102);
    assertThat(data.test().orElseThrow().shape()).isEqualTo(new Shape(3, 2, 3));
    assertThat(data.test().orElseThrow().labels()).containsExactly(0);
  }

  @Test
  void deeperAndPalettedGreyBecomesBytes() throws IOException {
    image("cat/1.png", BufferedImage.TYPE_USHORT_GRAY, 3, 2, 0x4321);
    BufferedImage binary = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
    binary.setRGB(1, 0, 0xffffffff);
    write("dog/1.png", binary);
    Samples train = read().train();
    assertThat(train.shape().channels()).isEqualTo(1);
    assertThat(row(train, 0)).containsOnly(0x43);
    assertThat(row(train, 1)).containsExactly(0, 255, 0, 0, 0, 0);
  }

  private void refused(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::read)
        .withMessageContaining(message);
  }

  @Test
  void imagesOfAnotherSizeAreRefusedByName() throws IOException {
    grey("cat/1.png", 7);
    Path other = image("dog/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 7);
    refused(other + " has 2×2 pixels and " + dir.resolve("cat/1.png") + " has 2×3");
  }

  @ParameterizedTest
  @CsvSource({"text, is not a PNG or JPEG image", "'\u0089PNG\r\n\u001a\n', cannot be decoded"})
  void damagedImagesAreRefusedByName(String content, String message) throws IOException {
    grey("cat/1.png", 7);
    Path file = dir.resolve("cat/2.png");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    refused(file.toString());
    refused(message);
  }

  @Test
  void transparencyAndForeignFoldersAreRefused() throws IOException {
    refused("has no data that are read");
    Files.createDirectories(dir.resolve("cat"));
    refused("has folders, but no .png or .jpg images in them");
    write("cat/1.png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB));
    refused("has transparent pixels");
    Files.delete(dir.resolve("cat/1.png"));
    Files.delete(dir.resolve("cat"));
    grey("train/cat/1.png", 7);
    grey("test/dog/1.png", 7);
    refused("there is no class 'dog' in the training part");
  }

  @Test
  void aFolderInAClassIsRefusedNotLeftOut() throws IOException {
    grey("photos/cat/1.png", 7);
    grey("photos/dog/1.png", 7);
    refused(dir.resolve("photos/cat") + " is a folder in the folder of a class");
  }
}
