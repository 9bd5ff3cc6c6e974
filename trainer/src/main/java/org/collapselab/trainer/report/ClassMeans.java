package org.collapselab.trainer.report;

import org.ejml.data.DMatrixRMaj;

/**
 * Class means of one tap.
 *
 * @param means K×d, row c = μ_c
 */
record ClassMeans(LayerTap layerTap, DMatrixRMaj means) {}
