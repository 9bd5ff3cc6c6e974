package org.collapselab.trainer.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.FlatConfig;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.Provenance.Change;
import org.collapselab.trainer.store.RunDirectory;

/**
 * The configuration of a stored run, compared with the one that its results were computed with.
 *
 * @param config with the changes
 * @param changes requested changes, of keys that do not affect the results so far
 */
record StoredConfiguration(ExperimentConfig config, List<Change> changes) {
  /**
   * Keys, and sections ending in a dot, that only affect the steps after resuming; the data are
   * compared by their hashes, so they may have been moved.
   */
  private static final List<String> FREE =
      List.of(
          "description",
          "expect",
          "data.path",
          "engine.name",
          "engine.data",
          "train.epochs",
          "train.until",
          "train.until.",
          "checkpoint.",
          "export.",
          "compare.",
          "measure.schedule.");

  /** Those among them that do not affect the results when the run is repeated. */
  private static final List<String> HARMLESS =
      List.of(
          "description",
          "expect",
          "data.path",
          "engine.data",
          "checkpoint.",
          "export.",
          "compare.");

  StoredConfiguration {
    changes = List.copyOf(changes);
  }

  /**
   * Loads {@code config.yaml}.
   *
   * @param provenance of the run; empty if it ended before its first step
   * @param overrides changes {@code key=value}
   * @throws IllegalArgumentException if the file was edited, or a key may not be changed any more,
   *     naming it
   */
  static StoredConfiguration load(
      RunDirectory run, Optional<Provenance> provenance, List<String> overrides) {
    ExperimentConfig written = ConfigLoader.recorded(run.config(), List.of());
    List<String> unfinished = List.of();
    if (provenance.isPresent() && !provenance.get().configuration().isEmpty()) {
      unfinished = unfinished(run, written, provenance.get());
      written = ConfigLoader.recorded(run.config(), unfinished);
    }
    if (overrides.isEmpty()) {
      return new StoredConfiguration(written, List.of());
    }
    List<String> all = new ArrayList<>(unfinished);
    all.addAll(overrides);
    ExperimentConfig changed = ConfigLoader.recorded(run.config(), all);
    List<Change> changes = changes(FlatConfig.of(written), FlatConfig.of(changed));
    requireFree(run, changes);
    return new StoredConfiguration(changed, changes);
  }

  /** Whether the changes of a run let it be repeated from its last configuration. */
  static boolean isRepeatable(Provenance provenance) {
    return provenance.resumed().stream()
        .flatMap(resumption -> resumption.changes().stream())
        .allMatch(change -> isIn(HARMLESS, change.key()));
  }

  /** Whether a run that has ended has more to do because of the changes. */
  boolean givesWork() {
    return changes.stream()
        .anyMatch(
            change ->
                change.key().equals("train.epochs")
                    || change.key().startsWith("train.until")
                    || change.key().startsWith("export."));
  }

  /** Whether the bound of {@code train.until} has changed. */
  boolean changesGoal() {
    return changes.stream().anyMatch(change -> change.key().startsWith("train.until"));
  }

  /**
   * Changes that the provenance has and the file lacks, as overrides: the process that made them
   * was killed between the two files.
   */
  private static List<String> unfinished(
      RunDirectory run, ExperimentConfig written, Provenance provenance) {
    Map<String, String> now = FlatConfig.of(written);
    List<Change> edits =
        changes(provenance.lastConfiguration(), now).stream()
            .filter(edit -> edit.from() != null) // a key that a later version has added
            .toList();
    List<Change> last =
        provenance.resumed().isEmpty()
            ? List.of()
            : provenance.resumed().get(provenance.resumed().size() - 1).changes();
    boolean missing =
        !last.isEmpty()
            && last.stream().allMatch(c -> Objects.equals(now.get(c.key()), c.from()))
            && edits.stream().allMatch(e -> last.stream().anyMatch(c -> c.key().equals(e.key())));
    if (!edits.isEmpty() && !missing) {
      throw new IllegalArgumentException(edited(run, edits));
    }
    return missing
        ? last.stream()
            .filter(change -> change.to() != null)
            .map(change -> change.key() + "=" + change.to())
            .toList()
        : List.of();
  }

  private static String edited(RunDirectory run, List<Change> edits) {
    List<String> free =
        edits.stream()
            .filter(edit -> edit.to() != null && isIn(FREE, edit.key()))
            .map(edit -> "%s=%s".formatted(edit.key(), edit.to()))
            .toList();
    return "%s was edited after the run began (%s). Its results belong to the earlier values: restore the file%s"
        .formatted(
            run.config(),
            described(edits),
            free.isEmpty()
                ? ", or start a new run with the changed one"
                : "; to change the settings from here on, use collapse resume %s %s"
                    .formatted(run.path(), String.join(" ", free)));
  }

  private static void requireFree(RunDirectory run, List<Change> changes) {
    List<Change> bound = changes.stream().filter(change -> !isIn(FREE, change.key())).toList();
    if (!bound.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s cannot be changed after a run has started, since the results so far would no longer match; start a new run. You can change train.epochs, train.until, measure.schedule, engine, data.path, checkpoint, export, compare, expect and description"
              .formatted(run.path(), described(bound)));
    }
  }

  private static boolean isIn(List<String> keys, String key) {
    return keys.stream().anyMatch(k -> k.endsWith(".") ? key.startsWith(k) : key.equals(k));
  }

  private static String described(List<Change> changes) {
    return changes.stream()
        .map(
            change ->
                "%s from %s to %s"
                    .formatted(change.key(), shown(change.from()), shown(change.to())))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String value) {
    return value == null ? "nothing" : value;
  }

  /** Every key whose value differs. */
  private static List<Change> changes(Map<String, String> from, Map<String, String> to) {
    Set<String> keys = new LinkedHashSet<>(from.keySet());
    keys.addAll(to.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(from.get(key), to.get(key)))
        .map(key -> new Change(key, from.get(key), to.get(key)))
        .toList();
  }
}
