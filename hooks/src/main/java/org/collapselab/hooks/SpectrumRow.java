package org.collapselab.hooks;

import org.collapselab.hooks.metric.Spectrum;

/** Singular values of the class means at a tap, or of the weights of a layer. */
public record SpectrumRow(String layer, Place place, Spectrum spectrum) {}
