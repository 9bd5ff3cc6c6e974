/**
 * Finds, fetches, verifies and reads the data sets, and serves them as reproducible subsets and
 * mini-batches.
 */
package org.collapselab.datasets;
