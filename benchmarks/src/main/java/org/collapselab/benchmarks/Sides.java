package org.collapselab.benchmarks;

import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.collapselab.models.Batch;
import org.collapselab.models.Network;
import org.collapselab.theory.parallel.Workers;

/**
 * The sides of a comparison of training steps: Collapse Lab with one thread and with several, as
 * many runs side by side as there are threads, which is the most that the machine can do, and
 * libtorch with the same numbers of threads.
 */
final class Sides implements AutoCloseable {
  private final int threads;
  private final Workers workers;
  private final Function<Workers, Network> networks;
  private final Batch batch;
  private final List<Network> open = new ArrayList<>();
  private final List<Contender> contenders = new ArrayList<>();
  private final List<Integer> libtorch = new ArrayList<>();

  Sides(int threads, Function<Workers, Network> networks, Batch batch) {
    this.threads = threads;
    this.workers = Workers.of(threads);
    this.networks = networks;
    this.batch = batch;
    ours("Collapse Lab, 1 thread", network(Workers.alone()));
    if (threads > 1) {
      ours("Collapse Lab, %d threads".formatted(threads), network(workers));
      sideBySide();
    }
  }

  private Network network(Workers by) {
    Network network = networks.apply(by);
    open.add(network);
    return network;
  }

  /** The network of the first side, for a peer to start from. */
  Network first() {
    return open.get(0);
  }

  private void ours(String name, Network network) {
    contenders.add(
        new Contender(
            name,
            count -> {
              quiet();
              take(network, count);
            }));
  }

  private void take(Network network, int count) {
    for (int step = 0; step < count; step++) {
      network.step(batch);
    }
  }

  private void sideBySide() {
    List<Network> runs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      runs.add(network(Workers.alone()));
    }
    contenders.add(
        new Contender(
            "%d runs of 1 thread".formatted(threads),
            count -> {
              quiet();
              workers.run(
                  threads, i -> take(runs.get(i), count * (i + 1) / threads - count * i / threads));
            }));
  }

  /** Adds a peer with one thread and, if there are several, with both ways to use them. */
  void peer(String name, Contender.Work work) {
    peer(name + ", 1 thread", 1, 1, work);
    if (threads > 1) {
      peer("%s, %d in BLAS".formatted(name, threads), 1, threads, work);
      peer("%s, %d threads".formatted(name, threads), threads, threads, work);
    }
  }

  private void peer(String name, int own, int blas, Contender.Work work) {
    libtorch.add(contenders.size());
    contenders.add(
        new Contender(
            name,
            count -> {
              set_num_threads(own);
              openblas_nolapack.blas_set_num_threads(blas);
              work.steps(count);
              quiet();
            }));
  }

  private static void quiet() {
    set_num_threads(1);
    openblas_nolapack.blas_set_num_threads(1);
  }

  /** Times them in turns and prints speeds and ratios. */
  void compare(int rounds, double seconds, int fewest) {
    Rounds result = Rounds.run(contenders, rounds, seconds, fewest);
    for (int i = 0; i < contenders.size(); i++) {
      System.out.printf(
          "  %-32s %,10.0f   (%,.0f to %,.0f)%n",
          result.name(i),
          batch.rows() * result.median(i),
          batch.rows() * result.range(i).least(),
          batch.rows() * result.range(i).greatest());
    }
    System.out.println("Ratios: median (least to greatest) over the rounds.");
    int single = fastest(result, libtorch.stream().filter(i -> isSingle(i)).toList());
    print(result, 0, single);
    if (threads > 1) {
      print(result, 1, 0);
      print(result, 1, 2);
      print(result, 1, fastest(result, libtorch));
      print(result, 2, 0);
    }
  }

  private boolean isSingle(int contender) {
    return contenders.get(contender).name().endsWith("1 thread");
  }

  private static int fastest(Rounds result, List<Integer> of) {
    int best = of.get(0);
    for (int i : of) {
      best = result.median(i) > result.median(best) ? i : best;
    }
    return best;
  }

  private void print(Rounds result, int one, int other) {
    System.out.printf(
        "  %-60s %s%n",
        "%s / %s".formatted(result.name(one), result.name(other)), result.ratio(one, other));
  }

  @Override
  public void close() {
    open.forEach(Network::close);
    workers.close();
  }
}
