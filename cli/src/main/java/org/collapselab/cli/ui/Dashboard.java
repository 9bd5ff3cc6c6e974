package org.collapselab.cli.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small web server over a folder of runs. It reads and changes nothing. */
public final class Dashboard implements AutoCloseable {
  private static final int MOST_PORTS = 65_535;

  private final WebServer server;
  private final Routes routes;
  private final String host;

  private Dashboard(WebServer server, Routes routes, String host) {
    this.server = server;
    this.routes = routes;
    this.host = host;
  }

  /**
   * Starts the server.
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
    Routes routes = new Routes(RunsFolder.of(runs));
    HostCheck hosts = new HostCheck(host, address.isLoopbackAddress());
    WebServer server = listen(new InetSocketAddress(address, port), host, new Gate(hosts, routes));
    routes.readAhead();
    return new Dashboard(server, routes, host);
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("--host: unknown host " + host, e);
    }
  }

  private static WebServer listen(InetSocketAddress address, String host, Gate gate) {
    try {
      return WebServer.start(address, gate);
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "--port: cannot listen on %s port %d (%s); choose another port, or 0 for any that is free"
              .formatted(host, address.getPort(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ": " + e.getMessage(), e);
    }
  }

  /** The address. */
  public URI address() {
    String name = server.address().getAddress().isAnyLocalAddress() ? "localhost" : host;
    String literal = name.contains(":") ? "[" + name + "]" : name;
    return URI.create("http://%s:%d/".formatted(literal, server.address().getPort()));
  }

  /** Whether the dashboard can be reached from other machines. */
  public boolean isOpenToOthers() {
    return !server.address().getAddress().isLoopbackAddress();
  }

  @Override
  public void close() {
    server.close();
    routes.close();
  }
}
