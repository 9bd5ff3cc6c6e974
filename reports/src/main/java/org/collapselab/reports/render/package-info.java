/** Figures of reports as files, drawn without a browser. */
package org.collapselab.reports.render;
