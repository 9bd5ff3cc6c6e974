/** Reads and writes NumPy {@code .npy} files, so that arrays of a run open in any analysis tool. */
package org.collapselab.trainer.store.npy;
