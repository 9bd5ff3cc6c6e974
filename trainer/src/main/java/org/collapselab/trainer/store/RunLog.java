package org.collapselab.trainer.store;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While open, sends log messages of the thread that opened it to the run's own file, so that the
 * messages of runs on other threads stay separate.
 */
public final class RunLog implements AutoCloseable {
  private final Runnable end;

  private RunLog(Runnable end) {
    this.end = end;
  }

  /**
   * Starts logging to the file. On a cluster that uses another logger than logback, the file says
   * so, and the messages are in the cluster's own logs.
   */
  public static RunLog open(Path file) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    return factory instanceof LoggerContext logback ? to(file, logback) : elsewhere(file, factory);
  }

  private static RunLog elsewhere(Path file, ILoggerFactory factory) {
    try {
      Files.writeString(file, "The log is kept by " + factory.getClass().getName() + ".\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return new RunLog(() -> {});
  }

  private static RunLog to(Path file, LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{ISO8601} %-5level %logger{0} - %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.addFilter(new OneThread(Thread.currentThread().getName()));
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    return new RunLog(
        () -> {
          root.detachAppender(appender);
          appender.stop();
        });
  }

  @Override
  public void close() {
    end.run();
  }

  /** Lets the events of one thread through. */
  private static final class OneThread extends Filter<ILoggingEvent> {
    private final String thread;

    OneThread(String thread) {
      this.thread = thread;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
      return event.getThreadName().equals(thread) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
  }
}
