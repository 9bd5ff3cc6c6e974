/**
 * Numerical studies of the DUFM: many seeds of one problem are trained, judged by their geometry,
 * and set beside the closed forms. The only place where the solver meets the theory.
 */
package org.collapselab.studies.dufm;
