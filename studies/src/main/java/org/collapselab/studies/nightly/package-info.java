/** A night: small experiments and sweeps run on CPU and held against their expectations. */
package org.collapselab.studies.nightly;
