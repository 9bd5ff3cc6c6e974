package org.collapselab.cli.ui;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.collapselab.reports.page.JsonTree;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts permitted requests. No thread of the server waits for the reply. */
final class Gate extends Handler.Abstract.NonBlocking {
  static final String FOREIGN_HOST =
      "This address is not served here; use the one that 'collapse ui' printed.\n";
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final HostCheck hosts;
  private final Routes routes;

  Gate(HostCheck hosts, Routes routes) {
    this.hosts = hosts;
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!hosts.accepts(request.getHeaders().get(HttpHeader.HOST))) {
      Sending.send(Reply.text(403, FOREIGN_HOST), request, response, callback);
    } else if (!request.getMethod().equals("GET")) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET");
      Reply refused = Reply.text(405, "The dashboard is read-only and only answers GET.\n");
      Sending.send(refused, request, response, callback);
    } else {
      HttpURI uri = request.getHttpURI();
      boolean data = uri.getPath() != null && uri.getPath().startsWith("/api/");
      reply(uri)
          .exceptionally(failure -> failure(failure, uri, data))
          .thenAccept(reply -> Sending.send(reply, request, response, callback));
    }
    return true;
  }

  private CompletableFuture<Reply> reply(HttpURI uri) {
    try {
      return routes.reply(Address.of(uri.getPath(), uri.getQuery()));
    } catch (Refusal e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Reply failure(Throwable thrown, HttpURI uri, boolean data) {
    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure instanceof Refusal refusal) {
      return refusal(refusal.status(), refusal.getMessage(), data);
    }
    LOG.warn("a request failed: {}", uri, failure);
    return refusal(500, "unexpected error; the console of 'collapse ui' says more", data);
  }

  private static Reply refusal(int status, String message, boolean data) {
    return data
        ? Reply.json(status, JsonTree.object("error", message))
        : Reply.text(status, message + "\n");
  }
}
