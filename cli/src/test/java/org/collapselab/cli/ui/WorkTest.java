package org.collapselab.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkTest {
  private final CountDownLatch never = new CountDownLatch(1);
  private final Work work = new Work("test", 2, 1, Duration.ofMillis(300));

  @AfterEach
  void stop() {
    never.countDown();
    work.close();
  }

  /** Waits as the opening of a pipe does, which nothing interrupts. */
  private String hang() {
    boolean over = false;
    while (!over) {
      try {
        never.await();
        over = true;
      } catch (InterruptedException e) {
        over = false;
      }
    }
    return "over";
  }

  private static String result(CompletableFuture<String> of) throws Exception {
    return of.get(20, TimeUnit.SECONDS);
  }

  @Test
  void workThatHangsIsGivenUpAndHoldsUpItsOwnSubjectAlone() throws Exception {
    for (int i = 0; i < 20; i++) {
      CompletableFuture<String> hanging = work.start("bad " + i, this::hang);
      assertThatThrownBy(() -> result(hanging)).hasMessageContaining("took longer than");
    }
    assertThat(result(work.start("good", () -> "done"))).isEqualTo("done");
    assertThatThrownBy(() -> result(work.start("bad 3", () -> "done")))
        .cause()
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("an earlier request for bad 3 still hangs");
    never.countDown();
    for (int i = 0; i < 20; i++) {
      String subject = "bad " + i;
      assertThat(eventually(subject)).isEqualTo("done");
    }
  }

  private String eventually(String subject) throws Exception {
    while (true) {
      try {
        return result(work.start(subject, () -> "done"));
      } catch (java.util.concurrent.ExecutionException e) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void workThatCanBeInterruptedIs() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    CompletableFuture<String> slow =
        work.start(
            "slow",
            () -> {
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return "late";
            });
    assertThatThrownBy(() -> result(slow)).hasMessageContaining("took longer than");
    assertThat(eventually("slow")).isEqualTo("done");
    assertThat(interrupted).isTrue();
  }

  @Test
  void workOnOneSubjectIsDoneInOrderAndOneAtATime() throws Exception {
    AtomicInteger running = new AtomicInteger();
    List<CompletableFuture<String>> all = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int number = i;
      all.add(
          work.start(
              "one",
              () -> {
                assertThat(running.incrementAndGet()).isEqualTo(1);
                order.add(number);
                running.decrementAndGet();
                return "done";
              }));
    }
    for (CompletableFuture<String> each : all) {
      assertThat(result(each)).isEqualTo("done");
    }
    assertThat(order).isSorted().hasSize(50);
  }

  @Test
  void whatComesTooLateIsClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    AutoCloseable late = closed::countDown;
    CompletableFuture<AutoCloseable> given =
        work.start(
            "late",
            () -> {
              hang();
              return late;
            });
    assertThatThrownBy(() -> given.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(Refusal.class);
    never.countDown();
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
