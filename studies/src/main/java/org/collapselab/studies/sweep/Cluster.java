package org.collapselab.studies.sweep;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A kind of cluster that trials can run on; found on the class path with a service loader. */
public interface Cluster {
  /**
   * The executor of trials on the cluster. It connects when the first trial starts.
   *
   * @param master address of the cluster
   * @param settings settings of the cluster itself
   * @param dataDir directory of data sets on each machine; by default set by its environment
   */
  TrialExecutor executor(String master, Map<String, String> settings, Optional<Path> dataDir);

  /**
   * The cluster that this program was built with.
   *
   * @throws IllegalArgumentException if it was built without one
   */
  static Cluster find() {
    return ServiceLoader.load(Cluster.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--master: built without Spark; build with: mvn -Pspark -DskipTests package"));
  }
}
