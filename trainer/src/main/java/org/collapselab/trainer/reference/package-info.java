/**
 * Puts a trained head beside the solutions that the theory predicts for it, and judges class means.
 */
package org.collapselab.trainer.reference;
