package org.collapselab.theory;

/**
 * The predicted spectra of layer l.
 *
 * @param layer l, from 1 to L
 * @param weight of W_l
 * @param pre of M_l, the class means of H_l
 * @param post of σ(M_l), what W_l acts on; equal to {@code pre} for l = 1 and in linear models
 */
public record LayerPrediction(
    int layer, PredictedSpectrum weight, PredictedSpectrum pre, PredictedSpectrum post) {}
