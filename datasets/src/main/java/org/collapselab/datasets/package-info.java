/**
 * Finds, fetches, verifies and reads the data sets, and serves them as reproducible subsets and
 * mini-batches.
 *
 * <pre>{@code
 * DataSpec spec = DataSpec.balanced("mnist-10k", 50, 1, Scaling.UNIT);
 * DataSource source = DataSource.open(spec, DataHome.resolve(Optional.of(Path.of("data"))));
 * }</pre>
 */
package org.collapselab.datasets;
