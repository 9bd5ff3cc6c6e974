/**
 * The loss surface of the DUFM around a point: gradient and Hessian, what kind of critical point it
 * is, how flat it is there, and whether descent comes back to it.
 */
package org.collapselab.studies.surface;
