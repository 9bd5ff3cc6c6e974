/** A run's directory on disk: what is written there, in which format, and that nothing is lost. */
package org.collapselab.trainer.store;
