package org.collapselab.cli.ui;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which names a browser may have reached the dashboard by. A page on the web can make its own name
 * point to this machine and then read what is served here, but its name stays in the header {@code
 * Host}; numeric addresses and {@code localhost} cannot be made to point elsewhere.
 *
 * @param bound the host that the dashboard binds to
 * @param loopback whether it listens only on the loopback interface
 */
record HostCheck(String bound, boolean loopback) {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]/@\\s]+)(:[0-9]{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");

  /** The port is ignored: it differs behind a tunnel. */
  boolean accepts(String header) {
    if (header == null) {
      return false;
    }
    var matcher = HOST.matcher(header);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group(1).toLowerCase(Locale.ROOT);
    return LOOPBACK.matcher(host).matches()
        || host.equals(bound.toLowerCase(Locale.ROOT))
        || (!loopback && NUMERIC.matcher(host).matches());
  }
}
