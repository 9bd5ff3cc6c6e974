/**
 * Compares a trained head with the solutions that the theory predicts for it, and judges class
 * means.
 */
package org.collapselab.trainer.reference;
