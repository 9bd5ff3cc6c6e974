package org.collapselab.cli.ui;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with limits. Reading requests and sending replies uses a thread only while there is
 * something to do, so that slow and silent connections occupy none.
 */
final class WebServer implements AutoCloseable {
  /** Time without any data after which a connection is closed. */
  private static final long IDLE_MILLIS = 20_000;

  /** Minimum speed of a download in bytes per second, on average. */
  private static final long LEAST_RATE = 2048;

  /** Enough for an address that names 200 runs. */
  private static final int LARGEST_HEADERS = 64 << 10;

  private static final int THREADS = 32;
  private static final int BACKLOG = 128;

  private final Server server;
  private final InetSocketAddress address;

  private WebServer(Server server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts the server.
   *
   * @throws IOException if the address cannot be listened on
   */
  static WebServer start(InetSocketAddress address, Handler handler) throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.bind(address, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("dashboard");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.addBean(new Connections());
    server.addConnector(connector);
    server.setHandler(new MinimumDataRateHandler(handler, 0, LEAST_RATE));
    server.setErrorHandler(new MalformedRequests());
    try {
      connector.open(socket);
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // the server's signature; our code throws nothing else
      throw new IllegalStateException("the web server cannot be started", e);
    }
    return new WebServer(server, (InetSocketAddress) socket.getLocalAddress());
  }

  /** Passes addresses to {@link Address} as they were sent, and hosts to {@link HostCheck}. */
  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_HEADERS);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(
        HttpCompliance.RFC9110.with(
            "any host, to be refused by us", HttpCompliance.Violation.UNSAFE_HOST_HEADER));
    return http;
  }

  /** The address that it listens on. */
  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // the server's signature
      throw new IllegalStateException("the web server cannot be stopped", e);
    }
  }
}
