package org.collapselab.cli.bundle;

/**
 * One file that carries a piece of the archive.
 *
 * @param name file name
 * @param bytes size
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Part(String name, long bytes, String sha256) {}
