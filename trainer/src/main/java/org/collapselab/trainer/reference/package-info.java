/** Puts a trained head beside the solutions that the theory predicts for it. */
package org.collapselab.trainer.reference;
