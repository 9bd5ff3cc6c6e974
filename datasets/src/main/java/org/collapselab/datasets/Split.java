package org.collapselab.datasets;

/** A training and a test part with the same shape, classes and scaling. */
public record Split(Samples train, Samples test) {
  public Split {
    if (!train.shape().equals(test.shape()) || !train.classNames().equals(test.classNames())) {
      throw new IllegalArgumentException(
          "training and test parts differ: shapes %s and %s, classes %s and %s"
              .formatted(train.shape(), test.shape(), train.classNames(), test.classNames()));
    }
  }

  /** Both parts under a scaling whose constants are computed on the training part. */
  public Split scaled(Scaling kind) {
    ChannelScaling scaling = train.fit(kind);
    return new Split(train.scaled(scaling), test.scaled(scaling));
  }
}
