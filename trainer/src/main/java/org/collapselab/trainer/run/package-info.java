/**
 * One training run: plan, loop, measurements, end, resume, reproduction.
 *
 * <pre>{@code
 * RunPlan plan = RunPlan.of(config, DataHome.resolve(Optional.empty()));
 * RunOptions options =
 *     new RunOptions(
 *         Path.of("runs"), List.of(), new ProgressListener() {}, run -> ReportWriter.write(run), () -> false, 1);
 * RunResult result = Experiment.run(plan, options);
 * }</pre>
 */
package org.collapselab.trainer.run;
