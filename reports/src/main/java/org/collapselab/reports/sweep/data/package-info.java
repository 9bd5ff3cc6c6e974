/** What a sweep has found: its files, and means, spreads and shares over seeds. */
package org.collapselab.reports.sweep.data;
