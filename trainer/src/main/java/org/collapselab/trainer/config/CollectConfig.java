package org.collapselab.trainer.config;

import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;

/** A number of {@code metrics.csv} that a sweep keeps: its curve, and its last value. */
public record CollectConfig(
    @Doc("Column in `trials.csv` and quantity in `curves.csv`")
        @Format(
            pattern = "[a-z][a-zA-Z0-9_]*",
            words = "a name of letters, digits and underscores, starting with a lower-case letter")
        String name,
    @Doc("Metric as in `metrics.csv`, for example `rank2_residual`") String metric,
    @Doc(
            "Layer; `last` for the last hidden layer, after its activation unless `tap` says otherwise;"
                + " empty for numbers about the whole network")
        @Default("\"\"")
        String layer,
    @Doc("`pre`, `post` or `weight`; empty for numbers about the whole network") @Default("\"\"")
        String tap,
    @Doc("`train` or `test`") @Default("train") String split,
    @Doc("Split whose value is subtracted; empty for none") @Default("\"\"") String minus) {}
