/** The report of a search for the lowest loss at each rank. */
package org.collapselab.reports.frontier;
