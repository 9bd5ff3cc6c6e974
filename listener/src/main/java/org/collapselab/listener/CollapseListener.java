package org.collapselab.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.collapselab.hooks.Snapshot;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.reports.run.ReportWriter;
import org.collapselab.theory.Loss;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.features.ForeignNetwork;
import org.collapselab.trainer.features.MeasuredDirectory;
import org.collapselab.trainer.store.Comparison;
import org.collapselab.trainer.store.EndState;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunLock;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures neural collapse while a network of Deeplearning4j trains, and writes a directory with
 * the files of a run: tables, comparison with the DUFM, report.
 *
 * <pre>{@code
 * try (CollapseListener listener =
 *     CollapseListener.builder(trainSet).every(100).taps("dense*").into(Path.of("runs/mine")).build()) {
 *   network.setListeners(listener);
 *   network.fit(iterator, epochs);
 * }
 * }</pre>
 *
 * <p>It measures before the first iteration, after every {@code every} iterations, at the end of
 * epochs that are at least as long, and when it is closed. The files are complete after {@link
 * #close}, and at ends of epochs before. The training is not affected: the listener reads the
 * network's parameters and measures a copy, and draws no random numbers. If a training diverges, it
 * continues, and nothing more is measured. One listener belongs to one network; it is not
 * thread-safe.
 */
@SuppressWarnings("try") // scopes of memory act by being open
public final class CollapseListener extends BaseTrainingListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollapseListener.class);

  /** The files are written at ends of epochs as long as this takes up to this share of the time. */
  private static final double FINISHING_SHARE = 0.02;

  private final Settings settings;
  private final long start = System.nanoTime();
  private long finishing;
  private State state = State.WAITING;
  private Workers workers;
  private WatchedNetwork watched;
  private MeasuredDirectory directory;
  private RunLock lock;
  private Model model;
  private long epochStart;
  private long lastStep;
  private boolean unfinished;
  private ForeignNetwork network;
  private Snapshot measured;
  private Comparison comparison;

  private enum State {
    WAITING,
    MEASURING,
    DIVERGED,
    CLOSED
  }

  private CollapseListener(Settings settings) {
    this.settings = settings;
  }

  /**
   * A listener that measures a training set.
   *
   * @param trainSet the samples, with one-hot labels or one column with the class of each
   */
  public static Builder builder(DataSet trainSet) {
    return new Builder(TrainingSamples.of(trainSet));
  }

  /**
   * A listener that measures a training set, batch by batch, so that it need not fit into memory.
   *
   * @param trainSet goes through the samples, with the scaling that the training uses and without
   *     augmentation. The listener resets it before and after each of its passes: it must not be
   *     the one that the network is trained with, but a second one on the same samples
   * @throws IllegalArgumentException if it cannot be reset
   */
  public static Builder builder(DataSetIterator trainSet) {
    return new Builder(TrainingSamples.of(trainSet));
  }

  /** Settings of a listener. All but {@link #into} have defaults. */
  public static final class Builder {
    private final TrainingSamples samples;
    private Path directory;
    private String name = "";
    private String description = "";
    private long seed;
    private int every = 100;
    private int threads = 1;
    private List<String> taps = List.of("*");
    private List<String> head = List.of();
    private Optional<Loss> loss = Optional.empty();
    private List<Double> lambdas = List.of();
    private double lambdaH;
    private OptionalInt trainingSamples = OptionalInt.empty();

    private Builder(TrainingSamples samples) {
      this.samples = samples;
    }

    /** Iterations between measurements; 100 by default. */
    public Builder every(int iterations) {
      if (iterations < 1) {
        throw new IllegalArgumentException("every(" + iterations + "); expected at least 1");
      }
      this.every = iterations;
      return this;
    }

    /**
     * Layers to measure, by name; {@code *} stands for any characters; all by default. Layers of
     * the head are always measured.
     */
    public Builder taps(String... patterns) {
      this.taps = List.of(patterns);
      return this;
    }

    /** The layers W_1 … W_L of the head, first to last; the last dense layer alone by default. */
    public Builder head(String... layers) {
      this.head = List.of(layers);
      return this;
    }

    /** The loss as the theory defines it; by default read from the network. */
    public Builder loss(Loss of) {
      this.loss = Optional.of(of);
      return this;
    }

    /**
     * λ_1 … λ_L of ½λ_l‖W_l‖_F² beside the {@link Loss} as the theory defines it, one for all
     * layers of the head or one for each. By default they are read from the {@code l2} of the
     * layers, for a softmax with cross-entropy or squared distances; Deeplearning4j's squared
     * losses have another scale, which is taken into account.
     */
    public Builder lambda(double... each) {
      this.lambdas = Arrays.stream(each).boxed().toList();
      return this;
    }

    /** λ_H of ½λ_H‖H_1‖_F², if the training has this penalty; 0 by default, and then matched. */
    public Builder lambdaH(double of) {
      this.lambdaH = of;
      return this;
    }

    /** N of the whole training set, if the samples given are a part of it. */
    public Builder trainingSamples(int count) {
      this.trainingSamples = OptionalInt.of(count);
      return this;
    }

    /** The seed of the training: {@code compare} takes runs that differ in it for repetitions. */
    public Builder seed(long of) {
      this.seed = of;
      return this;
    }

    /** The name in reports; by default that of the directory. */
    public Builder name(String of) {
      this.name = of;
      return this;
    }

    /** Free text, shown in the report. */
    public Builder description(String text) {
      this.description = text;
      return this;
    }

    /** Threads that compute statistics; the numbers do not depend on it; 1 by default. */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /** The directory to write, which must not exist or be empty. */
    public Builder into(Path path) {
      this.directory = path;
      return this;
    }

    /**
     * The listener. Nothing is written before the network's first iteration.
     *
     * @throws IllegalArgumentException if there is no directory, or it has files
     */
    public CollapseListener build() {
      if (directory == null) {
        throw new IllegalArgumentException(
            "say where the files go, for example into(Path.of(\"runs/mine\"))");
      }
      requireEmpty(directory);
      return new CollapseListener(
          new Settings(
              samples,
              directory,
              name.isEmpty() ? nameOf(directory) : name,
              description,
              seed,
              every,
              taps,
              head,
              loss,
              lambdas,
              lambdaH,
              trainingSamples,
              threads));
    }

    private static String nameOf(Path directory) {
      Path last = directory.toAbsolutePath().normalize().getFileName();
      String text = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
      String plain = text.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
      return plain.isEmpty() ? "listener" : plain;
    }

    private static void requireEmpty(Path directory) {
      if (!Files.exists(directory)) {
        return;
      }
      if (!Files.isDirectory(directory)) {
        throw new IllegalArgumentException(directory + " is a file; name a new directory");
      }
      try (Stream<Path> files = Files.list(directory)) {
        if (files.findAny().isPresent()) {
          throw new IllegalArgumentException(
              directory + " has files already; name a new directory, or delete this one");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + directory, e);
      }
    }
  }

  /** The first one begins the measurements, when the network has its initial weights. */
  @Override
  public void onForwardPass(Model of, List<INDArray> activations) {
    begin(of);
  }

  @Override
  public void onForwardPass(Model of, Map<String, INDArray> activations) {
    begin(of);
  }

  @Override
  public void iterationDone(Model of, int iteration, int epoch) {
    begin(of);
    long step = iteration + 1L; // the engine counts the iteration after it has told of it
    if (state == State.MEASURING && step % settings.every() == 0) {
      measure(step, () -> watched.after(of, iteration, epoch));
    }
  }

  @Override
  public void onEpochStart(Model of) {
    epochStart = steps(of);
  }

  @Override
  public void onEpochEnd(Model of) {
    if (state != State.MEASURING) {
      return;
    }
    if (steps(of) - epochStart >= settings.every()) {
      measureNow();
    }
    boolean affordable = finishing <= FINISHING_SHARE * (System.nanoTime() - start);
    if (state == State.MEASURING && unfinished && affordable) {
      finish(ending(EndState.COMPLETED, "measured by a listener; the training goes on."));
    }
  }

  private void begin(Model of) {
    if (state != State.WAITING) {
      requireSame(of);
      return;
    }
    model = of;
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      watched = new WatchedNetwork(of, settings);
      Builder.requireEmpty(settings.directory());
      RunDirectory path = RunDirectory.at(settings.directory());
      lock = RunLock.acquire(path.path());
      workers = Workers.of(settings.threads());
      Provenance.OfListener.current(
              of.getClass().getName(), Engines.of(EngineName.DL4J).describe(), workers.threads())
          .write(path.provenance());
      directory = new MeasuredDirectory(path, watched.config());
    }
    state = State.MEASURING;
    measureNow();
  }

  private void requireSame(Model of) {
    if (of != model && state != State.CLOSED) {
      throw new IllegalStateException(
          "this listener measures another network; give each network a listener of its own");
    }
  }

  private static long steps(Model of) {
    return of instanceof MultiLayerNetwork layers
        ? layers.getIterationCount()
        : ((ComputationGraph) of).getIterationCount();
  }

  private void measureNow() {
    measure(steps(model), () -> watched.now(model));
  }

  private interface Reading {
    ForeignNetwork read();
  }

  private void measure(long step, Reading reading) {
    if (measured != null && step == lastStep) {
      return;
    }
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      ForeignNetwork now = reading.read();
      measured = directory.measure(step, now, workers);
      network = now;
      lastStep = step;
      unfinished = true;
    } catch (NotFiniteException e) {
      state = State.DIVERGED;
      LOG.warn(
          "the training has diverged at step {}: {}; it is not measured further",
          step,
          e.getMessage());
      if (measured == null) {
        directory.fail("the network had no finite features at its start: " + e.getMessage(), step);
      } else {
        finish(
            ending(EndState.DIVERGED, "diverged at step %d: %s.".formatted(step, e.getMessage())));
      }
    }
  }

  private MeasuredDirectory.Ending ending(EndState end, String reason) {
    List<String> notes = new ArrayList<>(network.notes());
    notes.addAll(watched.notes());
    return new MeasuredDirectory.Ending(end, reason, notes, lastStep);
  }

  private void finish(MeasuredDirectory.Ending ending) {
    long before = System.nanoTime();
    try {
      comparison = directory.finish(network, measured, ending, run -> ReportWriter.write(run));
      unfinished = false;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to %s: %s".formatted(settings.directory(), e.getMessage()), e);
    }
    finishing += System.nanoTime() - before;
  }

  /** The last measurement; empty before the first iteration. */
  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(measured);
  }

  /** The head compared with the DUFM, once the files are written; it says so if it cannot be. */
  public Optional<Comparison> comparison() {
    return Optional.ofNullable(comparison);
  }

  /**
   * Measures the network as it is now and completes the files. Does nothing if the network has not
   * been trained, or the second time.
   */
  @Override
  public void close() {
    if (state == State.WAITING || state == State.CLOSED) {
      state = State.CLOSED;
      return;
    }
    try {
      if (state == State.MEASURING) {
        measureNow();
      }
      if (state == State.MEASURING) {
        finish(ending(EndState.COMPLETED, "measured by a listener."));
      }
    } finally {
      state = State.CLOSED;
      directory.close();
      watched.close();
      workers.close();
      lock.close();
    }
  }
}
