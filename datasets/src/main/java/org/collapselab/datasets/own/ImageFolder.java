package org.collapselab.datasets.own;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.collapselab.datasets.DataProvenance.FileHash;
import org.collapselab.datasets.Digests;
import org.collapselab.datasets.Features;
import org.collapselab.datasets.OwnData;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.Samples;
import org.collapselab.datasets.Shape;

/**
 * A folder of images for each class, {@code <class>/*.png}, or {@code train/<class>/*.png} and
 * {@code test/<class>/*.png}. Classes and images are in the order of their names.
 */
final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");
  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private final FileSpec spec;
  private final Map<String, String> hashes = new TreeMap<>();
  private DecodedImage first;
  private Path firstFile;

  private ImageFolder(FileSpec spec) {
    this.spec = spec;
  }

  static OwnData read(FileSpec spec) {
    if (spec.regression()) {
      throw new OwnDataException(
          "%s: folders of images are classes; for regression write x and y as arrays"
              .formatted(spec.path()));
    }
    return new ImageFolder(spec).read();
  }

  private OwnData read() {
    Path train = spec.path().resolve(TRAIN);
    Path test = spec.path().resolve(TEST);
    boolean parts = Files.isDirectory(train);
    List<String> names = classes(parts ? train : spec.path());
    Part training = part(parts ? train : spec.path(), names);
    Optional<Part> testing =
        parts && Files.isDirectory(test) ? Optional.of(testPart(test, names)) : Optional.empty();
    int channels = Math.max(training.channels(), testing.map(Part::channels).orElse(1));
    Samples samples = training.samples(channels, names);
    return new OwnData(
        OwnFiles.NAME,
        List.of(hash()),
        samples,
        testing.map(part -> part.samples(channels, names)));
  }

  /** One hash for all images: that of what {@code sha256sum} prints of them, by name. */
  private FileHash hash() {
    StringBuilder list = new StringBuilder();
    hashes.forEach((name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
    return new FileHash(
        "sha256sum of %d images".formatted(hashes.size()),
        Digests.hex(list.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> classes(Path folder) {
    List<String> names =
        OwnFiles.entries(folder).stream()
            .filter(Files::isDirectory)
            .map(entry -> entry.getFileName().toString())
            .toList();
    if (names.isEmpty()) {
      throw new OwnDataException(
          "%s has no data that are read; expected .npy files, IDX files, train.csv, or a folder of images for each class"
              .formatted(folder));
    }
    return names;
  }

  private Part testPart(Path folder, List<String> names) {
    for (String name : classes(folder)) {
      if (!names.contains(name)) {
        throw new OwnDataException(
            "%s: there is no class '%s' in the training part".formatted(folder, name));
      }
    }
    return part(folder, names);
  }

  /**
   * Images that are decoded but not yet in one array.
   *
   * @param labels of the pictures
   */
  private record Part(List<DecodedImage> pictures, List<Integer> labels) {
    int channels() {
      return pictures.stream().mapToInt(DecodedImage::channels).max().orElse(1);
    }

    Samples samples(int channels, List<String> names) {
      DecodedImage any = pictures.get(0);
      Shape shape = new Shape(channels, any.height(), any.width());
      if ((long) shape.dim() * pictures.size() > Integer.MAX_VALUE - 8) {
        throw new OwnDataException(
            "%,d images of %d bytes are more than 2 GiB".formatted(pictures.size(), shape.dim()));
      }
      byte[] pixels = new byte[shape.dim() * pictures.size()];
      for (int i = 0; i < pictures.size(); i++) {
        pictures.get(i).copyTo(pixels, i * shape.dim(), channels);
      }
      int[] values = labels.stream().mapToInt(Integer::intValue).toArray();
      return Samples.classified(Features.ofBytes(shape, pixels), values, names);
    }
  }

  private Part part(Path folder, List<String> names) {
    List<DecodedImage> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      Path own = folder.resolve(names.get(label));
      if (!Files.isDirectory(own)) {
        continue; // a class without test images
      }
      for (Path file : OwnFiles.entries(own)) {
        if (Files.isDirectory(file)) {
          throw new OwnDataException(
              "%s is a folder in the folder of a class, and is not read; move its images, or name the folder of the classes in data.path"
                  .formatted(file));
        }
        if (isImage(file)) {
          pictures.add(picture(file));
          labels.add(label);
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new OwnDataException(
          "%s has folders, but no .png or .jpg images in them".formatted(folder));
    }
    return new Part(pictures, labels);
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private DecodedImage picture(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw OwnDataException.unreadable(file, e);
    }
    String name = spec.path().relativize(file).toString().replace('\\', '/');
    hashes.put(name, Digests.hex(content));
    DecodedImage picture = DecodedImage.decode(content, file);
    if (first == null) {
      first = picture;
      firstFile = file;
    }
    if (picture.height() != first.height() || picture.width() != first.width()) {
      throw new OwnDataException(
          "%s has %d×%d pixels and %s has %d×%d; all images must have one size"
              .formatted(
                  file,
                  picture.height(),
                  picture.width(),
                  firstFile,
                  first.height(),
                  first.width()));
    }
    return picture;
  }
}
