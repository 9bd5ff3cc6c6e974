package org.collapselab.hooks.chance;

/**
 * The place of a score in a null distribution.
 *
 * @param draws how many were made
 * @param level 95 % of the draws score this or less
 * @param below share of the draws that score less than what was measured
 */
public record NullPlace(NullModel model, int draws, double level, double below) {}
