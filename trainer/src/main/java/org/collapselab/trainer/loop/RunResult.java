package org.collapselab.trainer.loop;

import org.collapselab.trainer.rundir.RunDirectory;
import org.collapselab.trainer.rundir.RunSummary;

/** A finished run: where it is and how it ended. */
public record RunResult(RunDirectory directory, RunSummary summary) {}
