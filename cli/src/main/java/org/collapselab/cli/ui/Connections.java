package org.collapselab.cli.ui;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;

/**
 * Limits the number of connections. A new one is always accepted and replaces the oldest idle one,
 * so that half a request or a connection that is kept open does not affect other clients.
 */
final class Connections implements Connection.Listener {
  static final int MOST = 256;

  private final Set<Connection> open = new LinkedHashSet<>();

  @Override
  public void onOpened(Connection connection) {
    Connection oldest = null;
    synchronized (open) {
      if (open.size() >= MOST) {
        oldest =
            open.stream()
                .filter(Connections::isWaiting)
                .findFirst()
                .orElseGet(() -> open.iterator().next());
        open.remove(oldest);
      }
      open.add(connection);
    }
    if (oldest != null) {
      oldest.getEndPoint().close();
    }
  }

  /** Whether no request is being answered. */
  private static boolean isWaiting(Connection connection) {
    return connection.getMessagesIn() == connection.getMessagesOut();
  }

  @Override
  public void onClosed(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
  }
}
