package org.collapselab.cli.ui;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that the server itself refuses, before any of our code has seen them. */
final class MalformedRequests implements Request.Handler {
  private static final String BLANK_HOST = "Blank Host";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object failure = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    boolean noHost = failure instanceof HttpException e && BLANK_HOST.equals(e.getReason());
    int status = response.getStatus();
    Reply reply =
        noHost
            ? Reply.text(HttpStatus.FORBIDDEN_403, Gate.FOREIGN_HOST)
            : Reply.text(status, "This request cannot be answered (%d).\n".formatted(status));
    Sending.send(reply, request, response, callback);
    return true;
  }
}
