package org.collapselab.trainer.config;

/** What one trial of a sweep runs, but for its seed. */
public sealed interface TrialConfig permits DufmTrial, ExperimentTrial, TheoryTrial {}
