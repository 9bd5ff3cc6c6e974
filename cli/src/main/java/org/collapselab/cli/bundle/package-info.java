/**
 * The offline bundle: an installation with its Java runtime, packed into parts of limited size, for
 * machines without a network. {@code bin/assemble} checks and unpacks it.
 */
package org.collapselab.cli.bundle;
