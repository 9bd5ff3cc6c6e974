/** Turns the files of a sweep into one self-contained HTML page. */
package org.collapselab.reports.sweep;
