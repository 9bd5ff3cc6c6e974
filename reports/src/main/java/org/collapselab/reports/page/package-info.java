/** What the pages of all reports are made of: markup, figures, scripts, numbers and colours. */
package org.collapselab.reports.page;
