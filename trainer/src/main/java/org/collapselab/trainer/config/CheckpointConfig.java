package org.collapselab.trainer.config;

import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/** When the state of a run is stored. One checkpoint at the end or at a stop is always written. */
public record CheckpointConfig(
    @Doc("Minutes between checkpoints; a crash loses at most this much")
        @Default("5")
        @Range(min = 0, exclusiveMin = true)
        double everyMinutes,
    @Doc("How many of these checkpoints are kept during the run")
        @Default("2")
        @Range(min = 1, max = 1000)
        int keep,
    @Doc(
            "Number of further checkpoints, evenly spaced in log step, that are kept for `collapse measure`; 0 for none")
        @Default("0")
        @Range(min = 0, max = 1000)
        int logSpaced) {}
