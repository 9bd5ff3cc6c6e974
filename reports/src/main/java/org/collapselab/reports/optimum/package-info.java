/** Turns the files of a search for the lowest loss into one self-contained HTML page. */
package org.collapselab.reports.optimum;
