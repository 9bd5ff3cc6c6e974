/** The figures of a sweep's report, one class for each type and one for its chart. */
package org.collapselab.reports.sweep.figures;
