package org.collapselab.datasets;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.collapselab.datasets.CatalogEntry.Format;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.Mirror.GzipFolder;

/** Catalog entries of the sets in IDX format. */
final class IdxSets {
  private static final String MNIST_SOURCE =
      "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document"
          + " recognition, Proceedings of the IEEE 86(11), 1998";
  private static final String MNIST_TERMS =
      "the original page states no licence; often redistributed under CC BY-SA 3.0";
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
  private static final Shape IDX_SHAPE = new Shape(1, 28, 28);
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private IdxSets() {}

  static CatalogEntry mnist10k() {
    return new CatalogEntry(
        "mnist-10k",
        "mnist-10k",
        "first 10,000 MNIST training digits, 28×28 grey, embedded",
        Format.IDX,
        List.of(
            train(
                TRAIN_IMAGES,
                7_840_016,
                "2889698e6bc3614913e76901316712919d1998fc2b44512451bfe65bc1e668b1"),
            train(
                TRAIN_LABELS,
                10_008,
                "651e38e2ac0632f5113ec18f1df4977117f953197819034009971a6675a0df78")),
        IDX_SHAPE,
        DIGITS,
        10_000,
        0,
        2_000,
        MNIST_SOURCE,
        MNIST_TERMS + "; taken from the package mnist 1.1.0 (MIT), see NOTICE.txt",
        true,
        List.of());
  }

  static CatalogEntry mnist() {
    return new CatalogEntry(
        "mnist",
        "mnist",
        "MNIST handwritten digits, 28×28 grey",
        Format.IDX,
        List.of(
            train(
                TRAIN_IMAGES,
                47_040_016,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            train(
                TRAIN_LABELS,
                60_008,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            test(
                TEST_IMAGES,
                7_840_016,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            test(
                TEST_LABELS,
                10_008,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
        IDX_SHAPE,
        DIGITS,
        60_000,
        10_000,
        0,
        MNIST_SOURCE,
        MNIST_TERMS,
        false,
        gzipFolders(
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            "https://ossci-datasets.s3.amazonaws.com/mnist/"));
  }

  static CatalogEntry fashionMnist() {
    return fashionMnist(
        "fashion-mnist",
        "Fashion-MNIST articles of clothing, 28×28 grey",
        List.of(
            train(
                TRAIN_IMAGES,
                47_040_016,
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            train(
                TRAIN_LABELS,
                60_008,
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            fashionTestImages(Part.TEST),
            fashionTestLabels(Part.TEST)),
        60_000,
        10_000,
        0);
  }

  /** For those who have the test files alone. */
  static CatalogEntry fashionMnist10k() {
    return fashionMnist(
        "fashion-mnist-10k",
        "the 10,000 test images of Fashion-MNIST as a set of its own",
        List.of(fashionTestImages(Part.TRAIN), fashionTestLabels(Part.TRAIN)),
        10_000,
        0,
        2_000);
  }

  private static DataFile fashionTestImages(Part part) {
    return new DataFile(
        TEST_IMAGES,
        part,
        7_840_016,
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b");
  }

  private static DataFile fashionTestLabels(Part part) {
    return new DataFile(
        TEST_LABELS,
        part,
        10_008,
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
  }

  private static CatalogEntry fashionMnist(
      String name, String title, List<DataFile> files, int trainSize, int testSize, int holdout) {
    return new CatalogEntry(
        name,
        "fashion-mnist",
        title,
        Format.IDX,
        files,
        IDX_SHAPE,
        List.of(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot"),
        trainSize,
        testSize,
        holdout,
        "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking"
            + " Machine Learning Algorithms, arXiv:1708.07747, 2017",
        "MIT, Copyright (c) 2017 Zalando SE",
        false,
        gzipFolders(
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"));
  }

  private static DataFile train(String name, int byteLength, String sha256) {
    return new DataFile(name, Part.TRAIN, byteLength, sha256);
  }

  private static DataFile test(String name, int byteLength, String sha256) {
    return new DataFile(name, Part.TEST, byteLength, sha256);
  }

  private static List<Mirror> gzipFolders(String... uris) {
    return Stream.of(uris).<Mirror>map(uri -> new GzipFolder(URI.create(uri))).toList();
  }
}
