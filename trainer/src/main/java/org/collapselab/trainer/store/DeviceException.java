package org.collapselab.trainer.store;

/** The device that was asked for cannot compute. */
public final class DeviceException extends RuntimeException {
  public DeviceException(String message) {
    super(message);
  }
}
