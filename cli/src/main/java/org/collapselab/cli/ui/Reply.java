package org.collapselab.cli.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A reply to the browser.
 *
 * @param policy what the content may load and run
 */
record Reply(int status, String type, Body body, Policy policy) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Content. */
  sealed interface Body permits Bytes, SentFile {
    /** Identifies the content. */
    String tag();
  }

  /** Content in memory. */
  record Bytes(byte[] bytes) implements Body {
    @Override
    public String tag() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** Content security policies. */
  enum Policy {
    /**
     * Pages of the dashboard: its own scripts and requests. Vega compiles its expressions, hence
     * unsafe-eval, and carries its style along.
     */
    DASHBOARD(
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; img-src 'self' data: blob:; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'"),
    /**
     * Reports, which contain scripts: they run isolated from the dashboard, as if from another
     * site, and cannot send requests.
     */
    REPORT(
        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'"
            + " 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'"),
    /** Everything else, which may run nothing. */
    NOTHING("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private final String header;

    Policy(String header) {
      this.header = header;
    }

    String header() {
      return header;
    }
  }

  /** Discards content that has not been sent. */
  @Override
  public void close() throws IOException {
    if (body instanceof SentFile download) {
      download.channel().close();
    }
  }

  static Reply json(JsonNode node) {
    return json(200, node);
  }

  static Reply json(int status, JsonNode node) {
    try {
      byte[] body = JSON.writeValueAsBytes(node);
      return new Reply(status, "application/json; charset=utf-8", new Bytes(body), Policy.NOTHING);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  static Reply text(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, TEXT, new Bytes(body), Policy.NOTHING);
  }

  static Reply text(SentFile file) {
    return new Reply(200, TEXT, file, Policy.NOTHING);
  }

  static Reply page(String html, Policy policy) {
    return page(new Bytes(html.getBytes(StandardCharsets.UTF_8)), policy);
  }

  static Reply page(Body html, Policy policy) {
    return new Reply(200, "text/html; charset=utf-8", html, policy);
  }
}
