/** Nightly runs: small experiments and sweeps on the CPU, checked against their expectations. */
package org.collapselab.studies.nightly;
