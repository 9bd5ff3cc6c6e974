package org.collapselab.datasets;

import java.util.List;

/**
 * Reads files of CIFAR-10's binary version, plain or gzipped: records of one label byte and three
 * 32×32 planes. The files of the input split are read in its order, as one sequence. Records and
 * batches follow DataVec's image readers: float 1×3×32×32 (batch: n×3×32×32) with the values 0–255,
 * and the label (batch: one-hot n×K).
 *
 * <p>A length that is no multiple of 3073 and labels outside 0…K−1 raise a {@link DataException}
 * that names the file.
 */
public final class CifarBinaryRecordReader extends ImageRecordReader {
  /**
   * @param classNames names in label order, so that K is their number
   * @throws IllegalArgumentException if there is no class name
   */
  public CifarBinaryRecordReader(List<String> classNames) {
    super(classNames);
  }

  @Override
  LabeledImages parse(List<NamedSource> sources) {
    return CifarFormat.read(sources);
  }
}
