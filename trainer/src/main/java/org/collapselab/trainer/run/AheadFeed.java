package org.collapselab.trainer.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.collapselab.models.Batch;

/**
 * Makes the mini-batch of the next step on a thread of its own while the network takes this one.
 * With one thread for the run it makes each when it is asked for.
 */
final class AheadFeed implements AutoCloseable {
  private final BatchFeed[] feeds; // taken in turns: a batch is valid until its feed's next one
  private final ExecutorService maker;
  private long ahead = -1;
  private Future<Batch> next;

  private AheadFeed(BatchFeed[] feeds, ExecutorService maker) {
    this.feeds = feeds;
    this.maker = maker;
  }

  /**
   * @param feed makes feeds of the same batches
   * @param threads of the run
   */
  static AheadFeed of(Supplier<BatchFeed> feed, int threads) {
    return threads == 1
        ? new AheadFeed(new BatchFeed[] {feed.get()}, null)
        : new AheadFeed(new BatchFeed[] {feed.get(), feed.get()}, maker());
  }

  private static ExecutorService maker() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "next-batch");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Valid until the next call. */
  Batch batch(long step) {
    if (maker == null) {
      return feeds[0].batch(step);
    }
    Future<Batch> wanted = step == ahead ? next : make(step);
    Batch batch = result(wanted);
    ahead = step + 1;
    next = make(ahead);
    return batch;
  }

  private Future<Batch> make(long step) {
    return maker.submit(() -> feeds[(int) (step % 2)].batch(step));
  }

  private static Batch result(Future<Batch> made) {
    try {
      return made.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was made", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits for a batch that is being made: feeds of one plan must not work at the same time. */
  @Override
  public void close() {
    if (maker != null) {
      maker.shutdown();
      try {
        maker.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
