/** Compares runs with one another: groups of equal configuration, means, intervals and outcomes. */
package org.collapselab.studies.compare;
