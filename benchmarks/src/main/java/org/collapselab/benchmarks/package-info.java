/**
 * Training steps timed beside the same steps in libtorch: one process, one thread each, in turns.
 * Before a step is timed, both sides take it a hundred times and have to end in the same place.
 */
package org.collapselab.benchmarks;
