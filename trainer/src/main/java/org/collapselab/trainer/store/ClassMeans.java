package org.collapselab.trainer.store;

import org.ejml.data.DMatrixRMaj;

/**
 * Class means of one tap.
 *
 * @param means K×d, row c = μ_c
 */
public record ClassMeans(LayerTap layerTap, DMatrixRMaj means) {}
