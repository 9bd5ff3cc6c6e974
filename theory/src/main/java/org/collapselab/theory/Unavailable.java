package org.collapselab.theory;

/**
 * A structure that has no construction of its own in a problem.
 *
 * @param structure the structure asked for
 * @param reason one sentence: what is missing, and what would make it possible
 */
public record Unavailable(Structure structure, String reason) implements Reference {}
