package org.collapselab.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.collapselab.studies.sweep.OpenTrials;
import org.collapselab.studies.sweep.StopWatch;
import org.collapselab.studies.sweep.TrialExecutor;
import org.collapselab.studies.sweep.TrialParcel;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs each trial as a task. Spark repeats a task whose executor dies; one that fails as often as
 * {@code spark.task.maxFailures} allows is a row, and a further job runs the trials that are left.
 */
final class SparkTrials implements TrialExecutor {
  private static final String MAX_FAILURES = "spark.task.maxFailures";

  private final SparkConf conf;
  private final Optional<Path> dataDir;
  private volatile int slots = 1;

  SparkTrials(SparkConf conf, Optional<Path> dataDir) {
    this.conf = conf;
    this.dataDir = dataDir;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  @SuppressWarnings("try") // the watch works while it is open, nobody calls it
  public void run(OpenTrials open) throws InterruptedException {
    conf.setAppName("collapse sweep " + open.config().name());
    try (JavaSparkContext spark = new JavaSparkContext(conf);
        StopWatch watch = StopWatch.start(open, spark::cancelAllJobs)) {
      List<String> left = new ArrayList<>(open.ids());
      while (!left.isEmpty() && !open.stopped()) {
        Set<String> ended = ConcurrentHashMap.newKeySet();
        job(List.copyOf(left), ended, open, spark);
        left.removeAll(ended);
      }
    }
  }

  /** Runs the trials until all have ended or Spark gives up on one of them. */
  private void job(List<String> trials, Set<String> ended, OpenTrials open, JavaSparkContext spark)
      throws InterruptedException {
    Failures failures = new Failures(conf.getInt(MAX_FAILURES, spark.isLocal() ? 1 : 4));
    spark.sc().addSparkListener(failures);
    try {
      submit(trials, ended, open, spark);
    } catch (Exception e) { // Scala declares none of those that it throws
      if (open.stopped()) {
        return;
      }
      Failures.Task task =
          failures
              .exhausted()
              .orElseThrow(() -> new IllegalStateException("Spark: " + e.getMessage(), e));
      String trial = trials.get(task.partition());
      open.failed(trial, "Spark gave up on it: " + task.reason(), task.seconds());
      ended.add(trial);
    } finally {
      spark.sc().removeSparkListener(failures);
    }
  }

  private void submit(
      List<String> trials, Set<String> ended, OpenTrials open, JavaSparkContext spark) {
    SparkContext context = spark.sc();
    slots = Math.max(1, context.defaultParallelism() / conf.getInt("spark.task.cpus", 1));
    RDD<String> partitions = spark.parallelize(trials, trials.size()).rdd();
    TrialTask task = new TrialTask(open.config().yaml(), dataDir, open.command());
    context.runJob(
        partitions,
        task,
        new AbstractFunction2<Object, byte[], BoxedUnit>() {
          @Override
          public BoxedUnit apply(Object partition, byte[] parcel) {
            String trial = trials.get((Integer) partition);
            keep(parcel, trial, open);
            ended.add(trial);
            return BoxedUnit.UNIT;
          }
        },
        ClassTag$.MODULE$.apply(byte[].class));
  }

  private static void keep(byte[] parcel, String trial, OpenTrials open) {
    try {
      TrialParcel.unpack(parcel, open.path(), trial);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the files of " + trial + ": " + e, e);
    }
    open.ended(trial);
  }
}
