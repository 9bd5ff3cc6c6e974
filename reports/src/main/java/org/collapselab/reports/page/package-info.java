/** The building blocks of all reports: markup, figures, scripts, numbers and colours. */
package org.collapselab.reports.page;
