/** A run's directory on disk: its files and their formats, written so that nothing is lost. */
package org.collapselab.trainer.store;
