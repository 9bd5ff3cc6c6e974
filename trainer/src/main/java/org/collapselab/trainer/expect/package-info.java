/** What runs and sweeps are expected to find: the lines of {@code expect:}, and their checks. */
package org.collapselab.trainer.expect;
