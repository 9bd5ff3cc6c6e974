/**
 * Taps layer features on a schedule and measures neural collapse on them, streamed in FP64.
 *
 * <p>A {@link org.collapselab.hooks.FeatureSource} replays a fixed subset of samples through the
 * network; {@link org.collapselab.hooks.CollapseMeter} streams it twice and returns a {@link
 * org.collapselab.hooks.Snapshot}; {@link org.collapselab.hooks.MeasureSchedule} says when. Besides
 * the metrics of {@link org.collapselab.hooks.metric}, a snapshot splits the regularised loss:
 * {@code penalty} = ½ λ_l‖W_l‖_F² per layer and {@code penalty_H1} = ½ λ_H‖H_1‖_F² add to {@code
 * fit_mse} or {@code fit_ce}.
 *
 * <pre>{@code
 * MeterConfig config = new MeterConfig(List.of(TapPattern.parse("*")), 0.01, 0.01);
 * Snapshot measured = new CollapseMeter(config).measureFeatures(source, 1);
 * System.out.println(measured.value("mine", Place.POST, FeatureMetric.NC1_TRACE_RATIO));
 * }</pre>
 */
package org.collapselab.hooks;
