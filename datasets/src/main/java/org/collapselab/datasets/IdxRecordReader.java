package org.collapselab.datasets;

import java.util.List;

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

  @Override
  LabeledImages parse(List<NamedSource> sources) {
    return IdxFormat.read(sources);
  }
}
