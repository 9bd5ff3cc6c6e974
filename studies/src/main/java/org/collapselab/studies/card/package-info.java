/** Acceptance of a GPU: whether it computes what the CPU does, repeatably, and how fast. */
package org.collapselab.studies.card;
