package org.collapselab.theory.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void eachPieceIsDoneOnce(int threads) {
    try (Workers workers = Workers.of(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int count = 0; count < 200; count++) {
        AtomicIntegerArray done = new AtomicIntegerArray(count);
        workers.run(count, done::incrementAndGet);
        assertThat(IntStream.range(0, count)).allMatch(i -> done.get(i) == 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void resultsAndSumsAreInTheOrderOfThePieces(int threads) {
    double[] values = {1e16, 1, -1e16, 3, 1e-3};
    double expected = 0;
    for (double value : values) {
      expected += value;
    }
    try (Workers workers = Workers.of(threads)) {
      for (int round = 0; round < 100; round++) {
        assertThat(workers.sum(values.length, i -> values[i])).isEqualTo(expected);
        assertThat(workers.map(4, i -> "piece " + i))
            .isEqualTo(List.of("piece 0", "piece 1", "piece 2", "piece 3"));
      }
    }
  }

  @Test
  void workIsSharedWhereThereIsEnough() {
    try (Workers workers = Workers.of(2)) {
      AtomicInteger inside = new AtomicInteger();
      // Each piece waits for the other, which one thread alone could never do.
      workers.run(
          2,
          i -> {
            inside.incrementAndGet();
            while (inside.get() < 2) {
              Thread.onSpinWait();
            }
          });
      assertThat(inside).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aPieceMayHandOutWorkItself(int threads) {
    try (Workers workers = Workers.of(threads)) {
      double sum = workers.sum(10, i -> workers.sum(10, j -> i * 10 + j));
      assertThat(sum).isEqualTo(4950);
    }
  }

  @Test
  void severalThreadsMayHandOutWork() throws InterruptedException {
    try (Workers workers = Workers.of(3)) {
      double[] sums = new double[4];
      List<Thread> threads =
          IntStream.range(0, sums.length)
              .mapToObj(
                  t ->
                      new Thread(
                          () -> {
                            for (int round = 0; round < 500; round++) {
                              sums[t] += workers.sum(20, i -> i);
                            }
                          }))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(sums).containsOnly(500 * 190.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theFirstPieceThatThrowsIsReportedAndTheOthersAreDone(int threads) {
    try (Workers workers = Workers.of(threads)) {
      AtomicInteger done = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  workers.run(
                      50,
                      i -> {
                        done.incrementAndGet();
                        if (i % 10 == 7) {
                          throw new IllegalStateException("piece " + i);
                        }
                      }))
          .hasMessage("piece 7");
      assertThat(done).hasValue(50);
      assertThat(workers.sum(3, i -> i)).isEqualTo(3);
    }
  }

  @Test
  void closedWorkersLeaveTheWorkToTheCaller() {
    Workers workers = Workers.of(3);
    workers.close();
    assertThat(workers.sum(10, i -> i)).isEqualTo(45);
    assertThat(workers.threads()).isEqualTo(1);
  }

  @Test
  void thereIsAlwaysOneThread() {
    assertThatThrownBy(() -> Workers.of(0)).hasMessage("threads must be at least 1, got 0");
    Workers alone = Workers.alone();
    alone.close();
    assertThat(alone.threads()).isEqualTo(1);
  }
}
