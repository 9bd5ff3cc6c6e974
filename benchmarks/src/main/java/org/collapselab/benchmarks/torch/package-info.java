/**
 * A study of libtorch as a second engine: the networks of {@code models} behind the same {@link
 * org.collapselab.models.Network}, on libtorch's tensors and its autograd. Not part of Collapse
 * Lab; decision record 0001 has the results.
 *
 * <p>Native memory: whatever a call allocates belongs to the {@code PointerScope} that the call
 * opens, and is freed when it returns; what a network keeps is retained on purpose and freed by
 * {@code close}.
 */
package org.collapselab.benchmarks.torch;
