package org.collapselab.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.collapselab.hooks.Snapshot;
import org.collapselab.models.EngineName;
import org.collapselab.models.Engines;
import org.collapselab.reports.run.ReportWriter;
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

  CollapseListener(Settings settings) {
    this.settings = settings;
  }

  /**
   * A listener that measures a training set.
   *
   * @param trainSet the samples, with one-hot labels or one column with the class of each
   */
  public static CollapseListenerBuilder builder(DataSet trainSet) {
    return new CollapseListenerBuilder(TrainingSamples.of(trainSet));
  }

  /**
   * A listener that measures a training set, batch by batch, so that it need not fit into memory.
   *
   * @param trainSet goes through the samples, with the scaling that the training uses and without
   *     augmentation. The listener resets it before and after each of its passes: it must not be
   *     the one that the network is trained with, but a second one on the same samples
   * @throws IllegalArgumentException if it cannot be reset
   */
  public static CollapseListenerBuilder builder(DataSetIterator trainSet) {
    return new CollapseListenerBuilder(TrainingSamples.of(trainSet));
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
      CollapseListenerBuilder.requireEmpty(settings.directory());
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
