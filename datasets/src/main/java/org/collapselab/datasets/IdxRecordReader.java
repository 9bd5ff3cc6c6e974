package org.collapselab.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads a pair of IDX files (MNIST, Fashion-MNIST), plain or gzipped. The input split names exactly
 * two files, the images and the labels, in either order; the header tells which is which. Records
 * and batches follow DataVec's image readers: float 1×1×h×w (batch: n×1×h×w) with the values 0–255,
 * and the label (batch: one-hot n×K).
 *
 * <p>Wrong magic number, truncation, sides beyond 4096, trailing bytes, differing counts and labels
 * outside 0…K−1 raise a {@link DataException} that names the file.
 */
public final class IdxRecordReader extends ImageRecordReader {
  /**
   * @param classNames names in label order, so that K is their number
   * @throws IllegalArgumentException if there is no class name
   */
  public IdxRecordReader(List<String> classNames) {
    super(classNames);
  }

  /**
   * Reads a pair of files whose classes have no names; each is called by its label, 0 to the
   * largest.
   *
   * @throws DataException as the reader does
   */
  public static Samples samples(NamedSource images, NamedSource labels) {
    LabeledImages read = IdxFormat.read(List.of(images, labels));
    int classes = Arrays.stream(read.labels).max().orElseThrow() + 1;
    return Samples.of(read, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  @Override
  LabeledImages parse(List<NamedSource> sources) {
    return IdxFormat.read(sources);
  }
}
