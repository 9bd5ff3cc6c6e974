package org.collapselab.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.collapselab.datasets.Fetcher;

/** A progress bar for each download. */
final class DownloadProgress implements Fetcher.Progress, AutoCloseable {
  private static final long MIB = 1 << 20;

  private String current = "";
  private ProgressBar bar;

  @Override
  public void update(String address, long done, long total) {
    if (!address.equals(current)) {
      close();
      current = address;
      String name = address.substring(address.lastIndexOf('/') + 1);
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setUnit(" MiB", MIB)
              .build();
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
