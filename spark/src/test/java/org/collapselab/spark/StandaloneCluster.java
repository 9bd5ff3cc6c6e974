package org.collapselab.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A master of Spark and workers with one core each, on loopback, as processes of their own. */
final class StandaloneCluster {
  private static final long PATIENCE_SECONDS = 60;

  private final Path home;
  private final int port = freePort();
  private final List<Process> workers = new ArrayList<>();
  private final Process master;

  /**
   * @param home where executors look for Spark and log
   */
  StandaloneCluster(Path home, int size) throws Exception {
    this.home = home;
    Files.createDirectories(home.resolve("jars"));
    master =
        start("master", "master.Master", "--host=127.0.0.1", "--port=" + port, "--webui-port=0");
    awaitMaster();
    for (int i = 0; i < size; i++) {
      String work = home.resolve("work-" + i).toString();
      workers.add(
          start(
              "worker-" + i,
              "worker.Worker",
              "--host=127.0.0.1",
              "--webui-port=0",
              "--cores=1",
              "--memory=1g",
              "--work-dir=" + work,
              address()));
    }
  }

  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /** Settings for executors of one core that take the program from this class path. */
  static Map<String, String> settings() {
    return Map.of(
        "spark.driver.host", "127.0.0.1",
        "spark.driver.bindAddress", "127.0.0.1",
        "spark.executor.cores", "1",
        "spark.executor.memory", "700m",
        "spark.executor.extraClassPath", System.getProperty("java.class.path"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitMaster() throws Exception {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end || !master.isAlive()) {
          throw new IllegalStateException(Files.readString(home.resolve("master.log")), e);
        }
        Thread.sleep(200);
      }
    }
  }

  private Process start(String name, String type, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "@java-options"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.apache.spark.deploy." + type);
    for (String argument : arguments) {
      command.addAll(List.of(argument.split("=", 2)));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // a release has a file that says so
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectOutput(home.resolve(name + ".log").toFile());
    return builder.start();
  }

  /** Kills a worker with its executors, as a machine that fails does. */
  void killWorker(int index) {
    killExecutors(index);
    workers.get(index).destroyForcibly();
  }

  /** Kills the executors of a worker, as a crash in native code does. */
  void killExecutors(int index) {
    workers.get(index).descendants().forEach(ProcessHandle::destroyForcibly);
  }

  void close() throws InterruptedException {
    for (int i = 0; i < workers.size(); i++) {
      killWorker(i);
      workers.get(i).waitFor();
    }
    master.destroyForcibly().waitFor();
  }
}
