package org.collapselab.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.collapselab.studies.sweep.Cluster;
import org.collapselab.studies.sweep.TrialExecutor;

/** Apache Spark: local, standalone or on Kubernetes. */
public final class SparkCluster implements Cluster {
  @Override
  public TrialExecutor executor(
      String master, Map<String, String> settings, Optional<Path> dataDir) {
    return new SparkTrials(SparkSettings.of(master, settings), dataDir);
  }
}
