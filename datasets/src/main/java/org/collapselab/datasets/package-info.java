/**
 * Finds, fetches, verifies and reads the data sets, and deals them out as reproducible subsets and
 * mini-batches.
 */
package org.collapselab.datasets;
