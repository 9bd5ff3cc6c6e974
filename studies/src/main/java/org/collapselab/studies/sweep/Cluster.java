package org.collapselab.studies.sweep;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A kind of cluster that trials can run on; found on the class path with a service loader. */
public interface Cluster {
  /**
   * Where trials run on the cluster. Connects no earlier than the first trial.
   *
   * @param master address of the cluster
   * @param settings of the cluster's own
   * @param dataDir where data sets lie on each machine; by default each machine's environment says
   */
  TrialExecutor executor(String master, Map<String, String> settings, Optional<Path> dataDir);

  /**
   * The one that this program was built with.
   *
   * @throws IllegalArgumentException if there is none
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
