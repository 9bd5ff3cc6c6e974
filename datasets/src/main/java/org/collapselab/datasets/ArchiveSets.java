package org.collapselab.datasets;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.collapselab.datasets.CatalogEntry.Format;
import org.collapselab.datasets.DataFile.Part;
import org.collapselab.datasets.Mirror.EntryForm;
import org.collapselab.datasets.Mirror.TarGz;

/** Catalog entries of the sets that are published as one archive. */
final class ArchiveSets {
  private ArchiveSets() {}

  static CatalogEntry cifar10() {
    List<DataFile> files =
        List.of(
            cifar(1, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
            cifar(2, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
            cifar(3, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
            cifar(4, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
            cifar(5, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
            new DataFile(
                "test_batch.bin",
                Part.TEST,
                30_730_000,
                "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));
    Map<String, String> entries = new TreeMap<>();
    files.forEach(file -> entries.put("cifar-10-batches-bin/" + file.name(), file.name()));
    return new CatalogEntry(
        "cifar10",
        "cifar10",
        "CIFAR-10 photographs, 32×32 RGB",
        Format.CIFAR_BINARY,
        files,
        new Shape(3, 32, 32),
        List.of(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck"),
        50_000,
        10_000,
        0,
        "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, University of"
            + " Toronto, 2009",
        "no licence stated; please cite the technical report; for research use",
        false,
        List.of(
            new TarGz(
                URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                entries,
                EntryForm.AS_IS)));
  }

  static CatalogEntry californiaHousing() {
    Map<String, String> entries = Map.of("CaliforniaHousing/cal_housing.data", "cal_housing.csv");
    return new CatalogEntry(
        "california-housing",
        "california-housing",
        "California Housing, 8 features, median house value of 20,640 block groups (1990 census)",
        Format.CALIFORNIA_HOUSING,
        List.of(
            new DataFile(
                "cal_housing.csv",
                Part.TRAIN,
                2_071_597,
                "22765e46e56a449c6e095c53d3c89da5cbd0d8778d94b5667e7c3ed8578f7e8c")),
        Shape.vector(CaliforniaHousing.FEATURE_NAMES.size()),
        List.of(),
        20_640,
        0,
        4_128,
        "R. K. Pace, R. Barry, Sparse Spatial Autoregressions, Statistics & Probability Letters"
            + " 33(3), 1997",
        "no licence stated; derived from public U.S. census data",
        false,
        List.of(
            new TarGz(
                URI.create("https://ndownloader.figshare.com/files/5976036"),
                entries,
                EntryForm.CAL_HOUSING_DATA),
            new TarGz(
                URI.create("https://www.dcc.fc.up.pt/~ltorgo/Regression/cal_housing.tgz"),
                entries,
                EntryForm.CAL_HOUSING_DATA)));
  }

  private static DataFile cifar(int batch, String sha256) {
    return new DataFile("data_batch_" + batch + ".bin", Part.TRAIN, 30_730_000, sha256);
  }
}
