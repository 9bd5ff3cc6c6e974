/** Sweeps on Apache Spark: each trial is a task, whose result is the zip of the trial's files. */
package org.collapselab.spark;
