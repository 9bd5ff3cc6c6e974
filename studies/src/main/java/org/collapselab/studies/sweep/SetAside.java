package org.collapselab.studies.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.collapselab.trainer.config.ConfigException;
import org.collapselab.trainer.config.ConfigLoader;
import org.collapselab.trainer.config.ExperimentConfig;
import org.collapselab.trainer.config.ExperimentTrial;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.config.TrialConfig;
import org.collapselab.trainer.store.Json;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.sweep.SweepFiles;
import org.collapselab.trainer.store.sweep.TrialFiles;
import org.collapselab.trainer.store.sweep.TrialRecord;

/**
 * Makes sure that each trial of a sweep has the results that were computed with its setting and
 * seed, after any change of {@code sweep.yaml}. Results of other settings go to {@code
 * set-aside/<start of the hash>/}; if a setting is back or has a new number, its results are moved
 * there. Every step can be repeated after a kill.
 */
final class SetAside {
  /** The folder. */
  static final String FOLDER = "set-aside";

  private static final String RECORD = "record.json";
  private static final int DIGITS = 16;

  private final Path sweep;
  private final TrialFiles files;
  private final Map<String, Trial> byId = new HashMap<>();
  private final Map<String, Trial> byHash = new HashMap<>();
  private final Optional<TrialConfig> network;
  private final Map<String, String> moved = new HashMap<>(); // hash → name that the trial had

  private SetAside(Path sweep, SweepConfig config) {
    this.sweep = sweep;
    this.files = new TrialFiles(sweep);
    for (Trial trial : Trial.of(config)) {
      byId.put(trial.id(), trial);
      byHash.put(trial.sha256(), trial);
    }
    this.network =
        Optional.of(config.settings().get(0).trial()).filter(t -> t.network().isPresent());
  }

  /**
   * Sorts the results of a sweep; its lock is held.
   *
   * @return names that the trials had whose results were set aside
   * @throws IOException if a file cannot be moved or a record is damaged, naming it
   */
  static List<String> sort(Path sweep, SweepConfig config) throws IOException {
    return new SetAside(sweep, config).sort();
  }

  private List<String> sort() throws IOException {
    for (String id : files.recorded()) {
      TrialRecord record = TrialFiles.read(files.record(id));
      if (!belongs(record.settingSha256(), id)) {
        shelve(id, record.settingSha256() == null ? id : record.settingSha256());
      }
    }
    for (String id : runsWithoutRecord()) {
      Optional<String> hash = hashOfRun(id);
      if (hash.isPresent() && !belongs(hash.get(), id)) {
        shelve(id, hash.get());
      }
    }
    restore();
    return moved.values().stream().sorted().toList();
  }

  /** A record of an earlier version does not name the setting that it was computed with. */
  private boolean belongs(String hash, String id) {
    return byId.containsKey(id) && (hash == null || hash.equals(byId.get(id).sha256()));
  }

  private void shelve(String id, String hash) throws IOException {
    Path shelf = shelf(hash);
    Files.createDirectories(shelf);
    move(files.matrices(id), shelf.resolve(SweepFiles.MATRICES));
    move(files.run(id), shelf.resolve(SweepFiles.RUNS));
    move(files.record(id), shelf.resolve(RECORD)); // last: until then all of this is repeated
    moved.put(hash, id);
  }

  private Path shelf(String hash) {
    return sweep.resolve(FOLDER).resolve(hash.substring(0, Math.min(DIGITS, hash.length())));
  }

  /** Skips missing files; of two results of one setting, keeps the one that was set aside first. */
  private static void move(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    Path free = to;
    for (int copy = 2; Files.exists(free); copy++) {
      free = to.resolveSibling("%d-%s".formatted(copy, to.getFileName()));
    }
    Files.createDirectories(free.getParent());
    Files.move(from, free);
  }

  private void restore() throws IOException {
    for (Map.Entry<String, Trial> entry : byHash.entrySet()) {
      Path shelf = shelf(entry.getKey());
      Trial trial = entry.getValue();
      if (Files.isDirectory(shelf) && !Files.exists(files.record(trial.id()))) {
        restore(shelf, trial);
        moved.remove(entry.getKey());
      }
    }
  }

  private void restore(Path shelf, Trial trial) throws IOException {
    putBack(shelf.resolve(SweepFiles.MATRICES), files.matrices(trial.id()));
    putBack(shelf.resolve(SweepFiles.RUNS), files.run(trial.id()));
    Path record = shelf.resolve(RECORD);
    if (Files.exists(record)) {
      Json.write(
          files.record(trial.id()),
          TrialFiles.read(record).as(trial.id(), trial.setting().index()));
      Files.delete(record);
    }
    try (Stream<Path> left = Files.list(shelf)) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(shelf);
  }

  private static void putBack(Path from, Path to) throws IOException {
    if (Files.exists(from) && !Files.exists(to)) {
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    }
  }

  /** Runs that were cut off before their trial had a record. */
  private List<String> runsWithoutRecord() throws IOException {
    Path runs = sweep.resolve(SweepFiles.RUNS);
    if (network.isEmpty() || !Files.isDirectory(runs)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    try (Stream<Path> all = Files.list(runs)) {
      all.map(run -> run.getFileName().toString())
          .filter(id -> !Files.exists(files.record(id)))
          .filter(id -> Files.exists(new RunDirectory(files.run(id)).config()))
          .sorted()
          .forEach(ids::add);
    }
    return ids;
  }

  /** Empty if the configuration cannot be read: the trial itself will report it. */
  private Optional<String> hashOfRun(String id) {
    try {
      ExperimentConfig config =
          ConfigLoader.recorded(new RunDirectory(files.run(id)).config(), List.of());
      ExperimentTrial wanted = (ExperimentTrial) network.orElseThrow();
      return Optional.of(
          Trial.sha256(new ExperimentTrial(config, wanted.collect()), config.seed()));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }
}
