package org.collapselab.models.dufm;

/**
 * One run at one step.
 *
 * @param step steps taken
 * @param loss the objective; NaN if the run diverged
 * @param gradientNorm ‖∇‖; NaN if the run diverged
 * @param diverged whether it diverged
 * @param point where it is; the last finite place looked at if it diverged
 */
public record Progress(
    long step, double loss, double gradientNorm, boolean diverged, DufmPoint point) {}
