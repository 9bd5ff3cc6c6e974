package org.collapselab.spark;

import java.io.File;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark is told beside what the user says, which wins. */
final class SparkSettings {
  /** Jars that trials need, but for those of Spark; set by the launcher. */
  static final String JARS = "collapse.jars";

  private static final String LOOPBACK = "127.0.0.1";

  private SparkSettings() {}

  static SparkConf of(String master, Map<String, String> settings) {
    SparkConf conf = new SparkConf().setMaster(master);
    settings.forEach(conf::set);
    conf.setIfMissing("spark.ui.enabled", "false");
    // Results are written as they arrive and not held, so that their sum does not matter.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    conf.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8"); // paths, whatever the worker's locale
    conf.setIfMissing(
        "spark.executor.extraJavaOptions",
        "-Dorg.bytedeco.javacpp.maxbytes=6g -Dorg.bytedeco.javacpp.maxphysicalbytes=0"
            + " -Dorg.nd4j.log.initialization=false -Djava.awt.headless=true");
    if (master.startsWith("local")) {
      conf.setIfMissing("spark.driver.host", LOOPBACK); // nobody else is to connect
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    } else if (!hasProgram(conf)) {
      conf.set("spark.jars", jars());
    }
    return conf;
  }

  /** Whether executors find this program by themselves. */
  private static boolean hasProgram(SparkConf conf) {
    return conf.contains("spark.executor.extraClassPath") || conf.contains("spark.jars");
  }

  private static String jars() {
    String program = System.getProperty(JARS);
    String[] own = JavaSparkContext.jarOfClass(SparkSettings.class);
    if (program == null || own.length == 0) {
      throw new IllegalArgumentException(
          "executors need this program: start it with the launcher ./collapse, which sends it, or"
              + " give its class path with --spark-conf spark.executor.extraClassPath=…");
    }
    return own[0] + "," + program.replace(File.pathSeparatorChar, ',');
  }
}
