/**
 * The lowest losses of a DUFM that a search finds, rank by rank: many starts, structured and
 * random, descended from and polished. What it returns are points that anybody can check, never a
 * proof that there is nothing lower.
 */
package org.collapselab.studies.optimum;
