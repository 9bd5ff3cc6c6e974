package org.collapselab.models;

/** The engine cannot run on this machine; the message says why and what to do. */
public final class EngineException extends RuntimeException {
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
