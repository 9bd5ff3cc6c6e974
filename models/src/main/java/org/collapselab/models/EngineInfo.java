package org.collapselab.models;

/**
 * The engine of a run: what a reader needs to judge whether two runs can agree to the last bit.
 *
 * @param engine name and version, e.g. {@code Deeplearning4j 1.0.0-M2.1}
 * @param backend {@code CPU} or {@code CUDA}
 * @param natives artifact of the native library in use, which names its build
 * @param blas artifact of the linear-algebra library in use
 * @param oneDnn whether convolutions run in oneDNN
 * @param threads threads used by native loops and BLAS
 * @param offHeapLimitBytes cap on native arrays
 */
public record EngineInfo(
    String engine,
    String backend,
    String natives,
    String blas,
    boolean oneDnn,
    int threads,
    long offHeapLimitBytes) {}
