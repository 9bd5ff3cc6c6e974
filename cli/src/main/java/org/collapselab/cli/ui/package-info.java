/** The dashboard of {@code collapse ui}: pages and JSON for a folder of runs, read-only. */
package org.collapselab.cli.ui;
