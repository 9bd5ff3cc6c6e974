/** Taps layer features on a schedule and measures neural collapse on them, streamed in FP64. */
package org.collapselab.hooks;
