/**
 * Named arrays in the files of other programs, read in blocks of rows: folders of {@code .npy}
 * files, {@code .npz} archives, {@code .safetensors} files. No file is read whole, and none is
 * unpickled.
 */
package org.collapselab.datasets.arrays;
