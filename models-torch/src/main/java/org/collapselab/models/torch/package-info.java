/**
 * libtorch behind {@link org.collapselab.models.Network}: the same networks, on its tensors and its
 * autograd.
 *
 * <p>Native memory: whatever a call allocates belongs to the {@code PointerScope} that the call
 * opens, and is freed when it returns; what a network keeps is retained on purpose and freed by
 * {@code close}.
 */
package org.collapselab.models.torch;
