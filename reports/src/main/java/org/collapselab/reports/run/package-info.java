/** Turns the files of a run directory into one self-contained HTML page. */
package org.collapselab.reports.run;
