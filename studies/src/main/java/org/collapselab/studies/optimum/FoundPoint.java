package org.collapselab.studies.optimum;

import org.collapselab.models.dufm.DufmPoint;

/**
 * An end and where it is.
 *
 * @param end its numbers
 * @param point its factors
 */
public record FoundPoint(OptimumEnd end, DufmPoint point) {}
