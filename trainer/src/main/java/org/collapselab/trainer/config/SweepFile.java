package org.collapselab.trainer.config;

import java.util.List;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Format;
import org.collapselab.trainer.config.KeyAnnotations.Holds;
import org.collapselab.trainer.config.KeyAnnotations.Range;
import org.collapselab.trainer.config.KeyAnnotations.Size;

/** A sweep as written. */
record SweepFile(
    @Doc("Name of the sweep; names its directories")
        @Format(
            pattern = "[a-z0-9][a-z0-9-]*",
            words = "lower-case letters, digits and hyphens, starting with a letter or digit")
        String name,
    @Doc("Heading of the report") @Default("\"\"") String title,
    @Doc("The figure of a paper that it reproduces") @Default("\"\"") String paper,
    @Doc("Expected result") @Default("\"\"") String claim,
    @Doc("The trial, one of six kinds: descent on the DUFM")
        @Default("null")
        @Holds(DufmTrial.class)
        Yaml dufm,
    @Doc("Matrix completion by a deep linear network under SGD")
        @Default("null")
        @Holds(CompletionTrial.class)
        Yaml completion,
    @Doc("The loss surface of the DUFM around a solution")
        @Default("null")
        @Holds(SurfaceTrial.class)
        Yaml surface,
    @Doc("A search for the lowest loss of the DUFM at each rank")
        @Default("null")
        @Holds(OptimumTrial.class)
        Yaml optimum,
    @Doc("The reference solutions of the DUFM, in closed form")
        @Default("null")
        @Holds(TheoryTrial.class)
        Yaml theory,
    @Doc(
            "A network trained on data: the keys of an experiment file, and `from`, a file that they"
                + " override")
        @Default("null")
        Yaml experiment,
    @Doc("Keys of the trial with lists of values; all combinations are run") @Default("{}")
        Yaml vary,
    @Doc("List of settings, each a section of keys of the trial; combined with `vary`")
        @Default("[]")
        Yaml cases,
    @Doc("Runs of each setting") @Default("1") @Range(min = 1, max = 10000) int seeds,
    @Doc("The first seed; the others follow it") @Default("1") @Range(min = 0) long firstSeed,
    @Doc("For `experiment`: numbers of the runs to keep") @Default("[]") @Size(max = 100)
        List<CollectConfig> collect,
    @Doc("Figures of the report; chosen automatically if none are given")
        @Default("[]")
        @Size(max = 30)
        List<FigureConfig> figures,
    @Doc(
            "What the trials are expected to find together, for example `mean(loss_over_dnc) < 1`;"
                + " see nightly.md")
        @Default("[]")
        @Size(max = 100)
        List<String> expect,
    @Doc("Overrides for `--smoke`, which finishes in less than a minute") @Default("{}")
        Yaml smoke) {}
