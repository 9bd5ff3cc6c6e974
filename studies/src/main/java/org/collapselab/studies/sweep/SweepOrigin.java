package org.collapselab.studies.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.Engines;
import org.collapselab.trainer.config.SweepConfig;
import org.collapselab.trainer.store.Manifest;
import org.collapselab.trainer.store.SweepProvenance;
import org.collapselab.trainer.store.sweep.SweepFiles;

/**
 * The settings that the results in the directory of a sweep belong to, according to its provenance.
 *
 * @param config the current {@code sweep.yaml}
 */
public record SweepOrigin(Path sweep, SweepConfig config) {

  /** Writes the provenance of a new sweep; {@code command} is what the user typed. */
  void write(List<String> command) {
    SweepProvenance.current(command, Engines.of(config.engine()).describe(), Trial.sha256(config))
        .write(file());
  }

  /**
   * Records that results were moved to other settings, if they were.
   *
   * @param added trials that are to be run
   * @param setAside trials whose settings are gone
   */
  void record(List<String> command, List<String> added, List<String> setAside) throws IOException {
    if (!Files.exists(file())) {
      write(command);
      return;
    }
    SweepProvenance before = SweepProvenance.read(file());
    String settings = Trial.sha256(config);
    boolean same = before.lastSettings().filter(settings::equals).isPresent();
    if (!same || !setAside.isEmpty()) {
      Manifest.delete(sweep);
      before.resumed(command, settings, added, setAside).write(file());
    }
  }

  /**
   * Requires that the results belong to the settings.
   *
   * @throws IllegalArgumentException if {@code sweep.yaml} was edited since
   */
  public void requireOwnResults() {
    if (!Files.exists(file())) {
      return;
    }
    Optional<String> settings = SweepProvenance.read(file()).lastSettings();
    if (settings.isPresent() && !settings.get().equals(Trial.sha256(config))) {
      throw new IllegalArgumentException(
          "%s was edited after its trials were run, so the results would be shown under the wrong settings; collapse sweep --resume %s keeps those whose settings are still there and runs the others"
              .formatted(sweep.resolve(SweepFiles.YAML), sweep));
    }
  }

  private Path file() {
    return sweep.resolve(SweepFiles.PROVENANCE);
  }
}
