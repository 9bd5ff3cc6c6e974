/** The training loop and what it feeds on: batches, evaluation subsets, a network, a schedule. */
package org.collapselab.trainer.run;
