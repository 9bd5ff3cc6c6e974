/**
 * Finds, fetches, verifies and reads the data sets, and serves them as reproducible subsets and
 * mini-batches.
 *
 * <pre>{@code
 * DataSpec spec = new DataSpec("mnist-10k", OptionalInt.of(50), OptionalInt.empty(), 1, Scaling.UNIT, 0);
 * DataSource source = DataSource.open(spec, DataHome.resolve(Optional.of(Path.of("data"))));
 * }</pre>
 */
package org.collapselab.datasets;
