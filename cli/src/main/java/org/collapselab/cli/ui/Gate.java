package org.collapselab.cli.ui;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.collapselab.reports.page.JsonTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests in that may come in, and sends replies with the headers that keep them safe. */
record Gate(HostCheck hosts, Function<Request, Reply> routes) implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private Reply reply(HttpExchange exchange) {
    if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
      return Reply.text(
          403, "This address is not served here; use the one that 'collapse ui' printed.\n");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      return Reply.text(405, "The dashboard only reads: GET is the one method.\n");
    }
    boolean data = false;
    try {
      Request request = Request.of(exchange.getRequestURI());
      data = request.isForData();
      return routes.apply(request);
    } catch (Refusal e) {
      return failure(e.status(), e.getMessage(), data);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.warn("a request failed: {}", exchange.getRequestURI(), e);
      return failure(500, "unexpected error; the console of 'collapse ui' says more", data);
    }
  }

  private static Reply failure(int status, String message, boolean data) {
    return data
        ? Reply.json(status, JsonTree.object("error", message))
        : Reply.text(status, message + "\n");
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Content-Security-Policy", reply.policy().header());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-cache");
    boolean known = false;
    if (reply.status() == 200) {
      String tag = reply.tag();
      headers.set("ETag", tag);
      List<String> seen = exchange.getRequestHeaders().get("If-None-Match");
      known = seen != null && seen.contains(tag);
    }
    if (known) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    boolean empty = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
    if (!empty) {
      exchange.getResponseBody().write(reply.body());
    }
  }
}
