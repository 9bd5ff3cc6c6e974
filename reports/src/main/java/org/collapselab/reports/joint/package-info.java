/** Figures and tables over the trials of several sweeps. */
package org.collapselab.reports.joint;
