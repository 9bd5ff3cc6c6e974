package org.collapselab.trainer.rundir;

/** The device that was asked for cannot compute. */
public final class DeviceException extends RuntimeException {
  public DeviceException(String message) {
    super(message);
  }
}
