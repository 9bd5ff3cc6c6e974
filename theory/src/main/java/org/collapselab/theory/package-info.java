/**
 * Predicts, in closed form and by explicit construction, what the deep unconstrained features model
 * says a collapsed network looks like.
 */
package org.collapselab.theory;
