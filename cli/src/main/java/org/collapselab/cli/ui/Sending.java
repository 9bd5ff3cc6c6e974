package org.collapselab.cli.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends replies with security headers, as fast as the client reads them. */
final class Sending {
  private static final int PIECE = 64 << 10;

  private Sending() {}

  /** Starts sending; {@code callback} is called when everything is sent. */
  static void send(Reply reply, Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, reply.type());
    headers.put("Content-Security-Policy", reply.policy().header());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    response.setStatus(reply.status());
    boolean known = false;
    if (reply.status() == 200) {
      String tag = reply.body().tag();
      headers.put(HttpHeader.ETAG, tag);
      List<String> seen = request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH);
      known = seen.contains(tag);
    }
    Callback end = Callback.from(callback, () -> close(reply));
    if (known) {
      response.setStatus(304);
      response.write(true, null, end);
    } else if (reply.body() instanceof SentFile download) {
      headers.put(HttpHeader.CONTENT_LENGTH, download.size());
      var pool =
          new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), false, PIECE);
      Content.copy(
          Content.Source.from(pool, download.channel(), 0, download.size()), response, end);
    } else if (reply.body() instanceof Reply.Bytes content) {
      headers.put(HttpHeader.CONTENT_LENGTH, content.bytes().length);
      response.write(true, ByteBuffer.wrap(content.bytes()), end);
    }
  }

  private static void close(Reply reply) {
    try {
      reply.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
