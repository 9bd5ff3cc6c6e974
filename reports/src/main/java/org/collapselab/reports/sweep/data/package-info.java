/** Results of a sweep: its files, and means, spreads and shares over seeds. */
package org.collapselab.reports.sweep.data;
