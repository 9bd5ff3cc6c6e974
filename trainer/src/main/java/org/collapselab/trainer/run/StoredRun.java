package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.DataHome;
import org.collapselab.datasets.DataProvenance;
import org.collapselab.datasets.OwnDataException;
import org.collapselab.datasets.own.OwnFiles;
import org.collapselab.models.EngineName;
import org.collapselab.models.Network;
import org.collapselab.theory.parallel.Workers;
import org.collapselab.trainer.config.OptimizerConfig.Schedule.Shape;
import org.collapselab.trainer.store.Checkpoint;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.DirectoryKind;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;
import org.collapselab.trainer.store.RunTable;

/** The run directory of an earlier process, with its configuration and data opened again. */
public final class StoredRun {
  private final RunDirectory directory;
  private final RunPlan plan;
  private final StoredConfiguration configuration;
  private final Optional<Provenance> provenance;

  private StoredRun(
      RunDirectory directory,
      RunPlan plan,
      StoredConfiguration configuration,
      Optional<Provenance> provenance) {
    this.directory = directory;
    this.plan = plan;
    this.configuration = configuration;
    this.provenance = provenance;
  }

  /** Opens a run as it is; see {@link #open(Path, DataHome, List)}. */
  public static StoredRun open(Path path, DataHome home) {
    return open(path, home, List.of());
  }

  /**
   * Opens a run.
   *
   * @param overrides changes {@code key=value} of the configuration, from here on
   * @throws IllegalArgumentException if this is not the directory of a run, its {@code config.yaml}
   *     was edited after the run began, or a change does not fit the results so far
   * @throws DataException if the data are not what the run was trained on
   * @throws UncheckedIOException if a file is damaged, naming it
   */
  public static StoredRun open(Path path, DataHome home, List<String> overrides) {
    RunDirectory directory = new RunDirectory(path);
    DirectoryKind.RUN.require(path);
    requireIntact(directory);
    Optional<Provenance> provenance =
        Files.exists(directory.provenance())
            ? Optional.of(Provenance.read(directory.provenance()))
            : Optional.empty(); // ended before its first step
    StoredConfiguration configuration = StoredConfiguration.load(directory, provenance, overrides);
    RunPlan plan = RunPlan.of(configuration.config(), home);
    provenance.ifPresent(p -> requireSameData(directory, plan, p));
    return new StoredRun(directory, plan, configuration, provenance);
  }

  /** The same run, continued by these threads. */
  public StoredRun with(Workers workers) {
    return new StoredRun(directory, plan.with(workers), configuration, provenance);
  }

  private static void requireIntact(RunDirectory directory) {
    try {
      directory.check(
          List.of(
              RunDirectory.PROVENANCE,
              RunDirectory.SUMMARY,
              RunTable.METRICS.file(),
              RunTable.SPECTRA.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static void requireSameData(RunDirectory directory, RunPlan plan, Provenance provenance) {
    DataProvenance then = provenance.data();
    DataProvenance now = plan.data().provenance();
    if (!then.matches(now)) {
      String message =
          "these are not the data of %s: %s".formatted(directory.path(), then.differenceFrom(now));
      throw now.set().equals(OwnFiles.NAME)
          ? new OwnDataException(message)
          : new DataException(message);
    }
  }

  public RunDirectory directory() {
    return directory;
  }

  public RunPlan plan() {
    return plan;
  }

  /** The requested changes. */
  StoredConfiguration configuration() {
    return configuration;
  }

  /**
   * Reasons why the result of a run that is continued here may differ from an uninterrupted one;
   * empty if none are known.
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String now = Provenance.Machine.current().threads();
    provenance
        .map(p -> p.lastMachine().threads())
        .filter(then -> !then.equals(now))
        .ifPresent(
            then ->
                warnings.add(
                    "the run was computed with %s threads and continues with %s (OMP_NUM_THREADS): the last digits can differ from the results of an uninterrupted run"
                        .formatted(then, now)));
    configuration.changes().stream()
        .filter(change -> change.key().equals("engine.name"))
        .forEach(
            change ->
                warnings.add(
                    "%s continues with the weights and velocities of the checkpoint; the last digits of its steps are not those of %s"
                        .formatted(
                            plan.config().engine().name().label(),
                            EngineName.of(change.from()).map(EngineName::label).orElseThrow())));
    boolean longer =
        configuration.changes().stream().anyMatch(change -> change.key().equals("train.epochs"));
    if (longer && configuration.config().optimizer().schedule().type() == Shape.COSINE) {
      warnings.add(
          "from here on the learning rate follows the cosine over %d epochs; the steps so far followed the earlier one"
              .formatted(configuration.config().train().epochs()));
    }
    return warnings;
  }

  /**
   * Refuses a run whose settings were changed during training: its last configuration does not
   * repeat it.
   *
   * @throws IllegalArgumentException if it was
   */
  public void requireRepeatable() {
    if (provenance.isPresent() && !StoredConfiguration.isRepeatable(provenance.get())) {
      throw new IllegalArgumentException(
          "the settings of %s were changed during training (see resumed in provenance.json), so its configuration alone does not reproduce it"
              .formatted(directory.path()));
    }
  }

  /** Its checkpoints. */
  public Checkpoints checkpoints() {
    return new Checkpoints(directory);
  }

  /** How the last process ended the run; empty if it was killed. */
  public Optional<RunResult> result() {
    return Files.exists(directory.summary())
        ? Optional.of(new RunResult(directory, summary()))
        : Optional.empty();
  }

  private RunSummary summary() {
    try {
      return RunSummary.read(directory.summary());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + e.getMessage(), e);
    }
  }

  /** Whether it has ended, so that there is nothing to resume. */
  public boolean hasEnded() {
    return result()
        .map(result -> result.summary().state())
        .filter(state -> !state.isResumable())
        .isPresent();
  }

  /**
   * The network of a checkpoint.
   *
   * @throws IllegalArgumentException if the checkpoint does not fit the configuration
   */
  public Network network(Checkpoint checkpoint) {
    long step = checkpoint.progress().step();
    if (step > plan.totalSteps()) {
      throw new IllegalArgumentException(
          "the checkpoint of step %d in %s does not fit train.epochs=%d, which end at step %d"
              .formatted(
                  step, directory.path(), plan.config().train().epochs(), plan.totalSteps()));
    }
    Network network = plan.networks().create(plan.train().size(), plan.stepsPerEpoch());
    try {
      restore(network, checkpoint);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private void restore(Network network, Checkpoint checkpoint) {
    network.restore(checkpoint.network());
    if (!network.parameterHash().equals(checkpoint.parameterHash())) {
      throw new IllegalArgumentException(
          "the checkpoint of step %d in %s does not have the hash it was stored with"
              .formatted(checkpoint.progress().step(), directory.path()));
    }
  }
}
