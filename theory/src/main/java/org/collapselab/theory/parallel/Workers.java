package org.collapselab.theory.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Threads that share work. Whoever hands out work cuts it into pieces by its sizes alone and adds
 * partial results in the order of the pieces; then the result is the same to the last bit for every
 * number of threads.
 *
 * <p>The calling thread takes part. Work that is handed out from within a piece, or while another
 * thread's work is being done, is done by its caller alone. Threads that wait look for work for a
 * few microseconds before they sleep, since a training step hands out work a hundred times.
 */
public final class Workers implements AutoCloseable {
  private static final Workers ALONE = new Workers(1);
  private static final long LOOKING = 50_000; // nanoseconds before a thread sleeps

  private final List<Worker> others = new ArrayList<>();
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Work latest;
  private volatile boolean closed;

  private Workers(int threads) {
    for (int i = 1; i < threads; i++) {
      Worker worker = new Worker(i);
      others.add(worker);
      worker.start();
    }
  }

  /**
   * The calling thread and {@code threads} − 1 others, until they are closed.
   *
   * @throws IllegalArgumentException unless threads ≥ 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return threads == 1 ? ALONE : new Workers(threads);
  }

  /** The calling thread alone. */
  public static Workers alone() {
    return ALONE;
  }

  /** How many threads there are, the calling one included. */
  public int threads() {
    return others.size() + 1;
  }

  /**
   * Does pieces 0 … count − 1, in any order and side by side; returns when all are done.
   *
   * @throws RuntimeException or Error the first, by number, that a piece threw
   */
  public void run(int count, IntConsumer piece) {
    if (count <= 1 || others.isEmpty() || isBusy() || !turn.tryLock()) {
      for (int i = 0; i < count; i++) {
        piece.accept(i);
      }
      return;
    }
    try {
      Work work = new Work(count, piece, Thread.currentThread());
      latest = work;
      int helpers = Math.min(count - 1, others.size());
      for (int i = 0; i < helpers; i++) {
        others.get(i).wake();
      }
      work.takePart();
      work.await();
      latest = null;
      work.rethrow();
    } finally {
      turn.unlock();
    }
  }

  /** The results of pieces 0 … count − 1, in this order. */
  public <T> List<T> map(int count, IntFunction<T> piece) {
    Object[] results = new Object[count];
    run(count, i -> results[i] = piece.apply(i));
    @SuppressWarnings("unchecked") // filled with T alone
    List<T> list = (List<T>) Arrays.asList(results);
    return list;
  }

  /** Σ over pieces 0 … count − 1, added in this order. */
  public double sum(int count, java.util.function.IntToDoubleFunction piece) {
    double[] sums = new double[count];
    run(count, i -> sums[i] = piece.applyAsDouble(i));
    return IntStream.range(0, count).mapToDouble(i -> sums[i]).reduce(0, Double::sum);
  }

  /** Whether this thread does a piece right now. */
  private boolean isBusy() {
    return turn.isHeldByCurrentThread() || Thread.currentThread() instanceof Worker;
  }

  /** Ends the other threads; work that comes later is done by its caller. */
  @Override
  public void close() {
    if (this == ALONE) {
      return;
    }
    turn.lock();
    try {
      closed = true;
      others.forEach(LockSupport::unpark);
      others.clear();
    } finally {
      turn.unlock();
    }
  }

  private final class Worker extends Thread {
    private volatile boolean asleep;

    Worker(int number) {
      super("worker-" + number);
      setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      Work done = null;
      while (!closed) {
        Work work = next(done);
        if (work != null) {
          work.takePart();
          done = work;
        }
      }
    }

    /** Work other than {@code done}; {@code null} after a sleep. */
    private Work next(Work done) {
      long since = System.nanoTime();
      do {
        Work work = latest;
        if (work != null && work != done) {
          return work;
        }
        Thread.onSpinWait();
      } while (System.nanoTime() - since < LOOKING);
      asleep = true;
      Work work = latest; // again, now that whoever hands out work sees the sleeper
      if ((work == null || work == done) && !closed) {
        LockSupport.park(Workers.this);
      }
      asleep = false;
      return null;
    }
  }

  private static final class Work {
    private final int count;
    private final IntConsumer piece;
    private final Thread owner;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private Throwable thrown;
    private int thrownBy = Integer.MAX_VALUE;

    Work(int count, IntConsumer piece, Thread owner) {
      this.count = count;
      this.piece = piece;
      this.owner = owner;
      this.left = new AtomicInteger(count);
    }

    void takePart() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          piece.accept(i);
        } catch (RuntimeException | Error e) {
          keep(e, i);
        }
        if (left.decrementAndGet() == 0 && Thread.currentThread() != owner) {
          LockSupport.unpark(owner);
        }
      }
    }

    private synchronized void keep(Throwable e, int by) {
      if (by < thrownBy) {
        thrown = e;
        thrownBy = by;
      }
    }

    void await() {
      long since = System.nanoTime();
      while (left.get() > 0) {
        if (System.nanoTime() - since < LOOKING) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
    }

    synchronized void rethrow() {
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
