package org.collapselab.trainer.run;

import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;

/** A finished run: where it is and how it ended. */
public record RunResult(RunDirectory directory, RunSummary summary) {}
