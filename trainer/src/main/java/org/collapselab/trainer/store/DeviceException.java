package org.collapselab.trainer.store;

/** The requested device cannot be used. */
public final class DeviceException extends RuntimeException {
  public DeviceException(String message) {
    super(message);
  }
}
