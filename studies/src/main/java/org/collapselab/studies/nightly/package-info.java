/** A night: small experiments and sweeps run on CPU and checked against their expectations. */
package org.collapselab.studies.nightly;
