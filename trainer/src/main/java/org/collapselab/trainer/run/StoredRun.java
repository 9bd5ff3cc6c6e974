package org.collapselab.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.collapselab.datasets.DataException;
import org.collapselab.datasets.DataHome;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.store.Checkpoint;
import org.collapselab.trainer.store.Checkpoints;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.RunSummary;

/** A run directory of an earlier process, with its configuration and data opened again. */
public final class StoredRun {
  private final RunDirectory directory;
  private final RunPlan plan;

  private StoredRun(RunDirectory directory, RunPlan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  /**
   * Opens a run.
   *
   * @throws IllegalArgumentException if the directory is not that of a run
   * @throws DataException if the data are not what the run was trained on
   */
  public static StoredRun open(Path path, DataHome home) {
    RunDirectory directory = new RunDirectory(path);
    if (!Files.isRegularFile(directory.config())) {
      throw new IllegalArgumentException(
          "%s is not the directory of a run: it has no config.yaml".formatted(path));
    }
    RunPlan plan = RunPlan.of(ConfigLoader.load(directory.config(), List.of()), home);
    requireSameData(directory, plan);
    return new StoredRun(directory, plan);
  }

  private static void requireSameData(RunDirectory directory, RunPlan plan) {
    if (!Files.exists(directory.provenance())) {
      return; // ended before its first step
    }
    Provenance provenance = Provenance.read(directory.provenance());
    if (!provenance.data().equals(plan.data().provenance())) {
      throw new DataException(
          "these are not the data of %s: it used %s, now there are %s"
              .formatted(directory.path(), provenance.data(), plan.data().provenance()));
    }
  }

  public RunDirectory directory() {
    return directory;
  }

  public RunPlan plan() {
    return plan;
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
