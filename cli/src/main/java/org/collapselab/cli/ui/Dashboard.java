package org.collapselab.cli.ui;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web server over a folder of runs. It reads and changes nothing. */
public final class Dashboard implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_PORTS = 65_535;

  private final HttpServer server;
  private final ExecutorService workers;
  private final String host;

  private Dashboard(HttpServer server, ExecutorService workers, String host) {
    this.server = server;
    this.workers = workers;
    this.host = host;
  }

  /**
   * Starts to serve.
   *
   * @param host name or address to bind to
   * @param port 0 for any that is free
   * @throws IllegalArgumentException if there is no such folder, host or port, or if the port is
   *     taken
   */
  public static Dashboard start(Path runs, String host, int port) {
    if (!Files.isDirectory(runs)) {
      throw new IllegalArgumentException(
          "--runs-dir: %s is not a directory; name the one that holds the runs".formatted(runs));
    }
    if (port < 0 || port > MOST_PORTS) {
      throw new IllegalArgumentException(
          "--port must be from 0 to %d, got %d".formatted(MOST_PORTS, port));
    }
    InetAddress address = address(host);
    HttpServer server = bind(address, host, port);
    Routes routes = new Routes(RunsFolder.of(runs));
    HostCheck hosts = new HostCheck(host, address.isLoopbackAddress());
    ExecutorService workers = Executors.newFixedThreadPool(THREADS, Dashboard::daemon);
    server.setExecutor(workers);
    server.createContext("/", new Gate(hosts, routes::reply));
    server.start();
    return new Dashboard(server, workers, host);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "dashboard");
    thread.setDaemon(true);
    return thread;
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("--host: there is no host " + host, e);
    }
  }

  private static HttpServer bind(InetAddress address, String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(address, port), 0);
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "--port: cannot listen on %s port %d (%s); choose another port, or 0 for any that is free"
              .formatted(host, port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ": " + e.getMessage(), e);
    }
  }

  /** Where it is. */
  public URI address() {
    String name = server.getAddress().getAddress().isAnyLocalAddress() ? "localhost" : host;
    String literal = name.contains(":") ? "[" + name + "]" : name;
    return URI.create("http://%s:%d/".formatted(literal, server.getAddress().getPort()));
  }

  /** Whether other machines can reach it. */
  public boolean isOpenToOthers() {
    return !server.getAddress().getAddress().isLoopbackAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
