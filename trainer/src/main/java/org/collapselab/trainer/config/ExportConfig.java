package org.collapselab.trainer.config;

import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;

/** Arrays written at the end of the run. */
public record ExportConfig(
    @Doc("Whether `features/*.npy` of the evaluation subset are written") @Default("false")
        boolean features,
    @Doc("Whether `weights/*.npy` are written") @Default("true") boolean weights) {}
