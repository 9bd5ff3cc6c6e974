/**
 * Sweeps: every setting of a file with every seed is a trial, a trial writes a record, and the
 * records of all trials make the tables of the sweep's directory. A sweep that was cut off
 * continues with the trials that have no record.
 */
package org.collapselab.studies.sweep;
