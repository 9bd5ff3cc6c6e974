/**
 * Measures features that another program has left in files: finds snapshots, labels, taps and
 * weights by their names, streams them through the meter, and writes the directory of a run.
 */
package org.collapselab.trainer.features;
