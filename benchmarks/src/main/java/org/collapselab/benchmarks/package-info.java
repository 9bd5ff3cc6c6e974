/**
 * Training steps timed beside the same steps in libtorch: one process, one thread each, in turns.
 * Before a step is timed, both sides take a hundred steps and must arrive at the same result.
 */
package org.collapselab.benchmarks;
