package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of a run, {@code checkpoints/step-<number>.npz}. */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("step-([0-9]{1,18})[.]npz");

  private final Path folder;

  public Checkpoints(RunDirectory run) {
    this.folder = run.path().resolve(RunDirectory.CHECKPOINTS);
  }

  /** Steps that have a checkpoint, ascending. */
  public List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.parseLong(name.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The last step that has a checkpoint. */
  public Optional<Long> last() {
    List<Long> steps = steps();
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  /** Where the checkpoint of a step is. */
  public Path file(long step) {
    return folder.resolve("step-%09d.npz".formatted(step));
  }

  /**
   * Reads the checkpoint of a step.
   *
   * @throws UncheckedIOException if it is missing or damaged, naming it and the other checkpoints
   */
  public Checkpoint read(long step) {
    try {
      return CheckpointFile.read(file(step), step);
    } catch (IOException e) {
      List<Long> others = steps().stream().filter(s -> s != step).toList();
      throw new UncheckedIOException(
          "%s. Delete it and try again: %s"
              .formatted(
                  e.getMessage(),
                  others.isEmpty()
                      ? "there is no other, so the run starts over."
                      : "there are other checkpoints at steps " + others + "."),
          e);
    }
  }

  /**
   * Writes the checkpoint of a step.
   *
   * @throws UncheckedIOException if it cannot be written, naming the file
   */
  public void write(Checkpoint checkpoint) {
    Path file = file(checkpoint.progress().step());
    try {
      Files.createDirectories(folder);
      CheckpointFile.write(file, checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the checkpoint %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Deletes the checkpoint of a step, if there is one. */
  public void delete(long step) {
    try {
      Files.deleteIfExists(file(step));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file(step) + ": " + e.getMessage(), e);
    }
  }
}
