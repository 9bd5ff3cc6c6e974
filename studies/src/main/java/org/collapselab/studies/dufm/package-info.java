/**
 * Numerical studies of the DUFM: many seeds of one problem are trained, judged by their geometry,
 * and compared with the closed forms. The only package that uses both solver and theory.
 */
package org.collapselab.studies.dufm;
