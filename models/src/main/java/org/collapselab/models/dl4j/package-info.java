/**
 * Deeplearning4j behind {@link org.collapselab.models.Network}.
 *
 * <p>The few layers here replace stock ones where those alias features in inference mode, run the
 * forward product again in the backward pass, or lack what the theory needs.
 */
package org.collapselab.models.dl4j;
