/**
 * Runs experiments: configuration, training loop, run directory, comparison with theory, report and
 * command line.
 */
package org.collapselab.trainer;
