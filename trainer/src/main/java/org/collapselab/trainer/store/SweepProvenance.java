package org.collapselab.trainer.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.EngineInfo;

/**
 * Where the results of a sweep come from, {@code provenance.json}; its runs have their own.
 *
 * @param settingsSha256 hash of the settings and seeds that the results belong to; null in files of
 *     earlier versions
 * @param resumed the processes that continued the sweep, in order
 */
public record SweepProvenance(
    String version,
    String commit,
    String started,
    List<String> command,
    EngineInfo engine,
    Provenance.Machine machine,
    String settingsSha256,
    List<Resumption> resumed) {
  public SweepProvenance {
    resumed = resumed == null ? List.of() : List.copyOf(resumed);
  }

  /**
   * A process that continued the sweep.
   *
   * @param added trials that had no result yet under these settings
   * @param setAside trials whose settings the sweep no longer has
   */
  public record Resumption(
      String version,
      String commit,
      String started,
      List<String> command,
      Provenance.Machine machine,
      String settingsSha256,
      List<String> added,
      List<String> setAside) {}

  /** Reads the file. */
  public static SweepProvenance read(Path file) {
    SweepProvenance read = Json.read(file, SweepProvenance.class);
    if (read == null) {
      throw new UncheckedIOException(new IOException(file + " is empty"));
    }
    return read;
  }

  /** The same with one more process, this one. */
  public SweepProvenance resumed(
      List<String> typed, String settings, List<String> added, List<String> setAside) {
    List<Resumption> all = new ArrayList<>(resumed);
    all.add(
        new Resumption(
            Provenance.currentVersion(),
            SourceCommit.current(),
            Provenance.processStart(),
            typed,
            Provenance.Machine.current(),
            settings,
            added,
            setAside));
    return new SweepProvenance(
        version, commit, started, command, engine, machine, settingsSha256, all);
  }

  /** The settings that the results belong to now; empty if the file does not say. */
  public Optional<String> lastSettings() {
    return Optional.ofNullable(
        resumed.isEmpty() ? settingsSha256 : resumed.get(resumed.size() - 1).settingsSha256());
  }

  /**
   * The provenance of this process.
   *
   * @param command what the user typed
   * @param engine that computes; where trials differ, that of the first
   */
  public static SweepProvenance current(List<String> command, EngineInfo engine, String settings) {
    return new SweepProvenance(
        Provenance.currentVersion(),
        SourceCommit.current(),
        Provenance.processStart(),
        command,
        engine,
        Provenance.Machine.current(),
        settings,
        List.of());
  }

  /** Writes the file. */
  public void write(Path file) {
    Json.write(file, this);
  }
}
