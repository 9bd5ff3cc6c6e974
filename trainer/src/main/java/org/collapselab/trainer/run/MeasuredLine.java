package org.collapselab.trainer.run;

import java.util.OptionalDouble;
import org.collapselab.hooks.FeatureMetric;
import org.collapselab.hooks.NetworkMetric;
import org.collapselab.hooks.Place;
import org.collapselab.hooks.Snapshot;
import org.collapselab.hooks.Tap;

/**
 * One line of the result of a later measurement.
 *
 * @param samples N, the number of samples measured
 * @param tap of the features that enter the last weight matrix; its output if a model has only one
 * @param dnc1 {@code nc1_trace_ratio} there
 */
public record MeasuredLine(
    long step, String split, long samples, OptionalDouble accuracy, Tap tap, OptionalDouble dnc1) {

  /** Takes the line from what was measured. */
  public static MeasuredLine of(long step, String split, long samples, Tap tap, Snapshot snapshot) {
    return new MeasuredLine(
        step,
        split,
        samples,
        snapshot.value("head", Place.HEAD, NetworkMetric.ACCURACY),
        tap,
        snapshot.value(tap.layer(), Place.of(tap.side()), FeatureMetric.NC1_TRACE_RATIO));
  }
}
