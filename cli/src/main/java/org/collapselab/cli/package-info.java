/** The command line: one class per command, and the mapping from errors to exit codes. */
package org.collapselab.cli;
