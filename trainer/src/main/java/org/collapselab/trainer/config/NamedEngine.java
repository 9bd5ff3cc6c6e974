package org.collapselab.trainer.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.store.RunDirectory;

/** The engine that files name, as opposed to the one that they get by default. */
public final class NamedEngine {
  private static final String KEY = "engine";

  private NamedEngine() {}

  /**
   * The engine that an experiment names; empty if neither the file nor an override does.
   *
   * @throws ConfigException as {@link ConfigLoader#load}
   */
  public static Optional<EngineName> ofExperiment(Path file, List<String> overrides) {
    EngineName engine = ConfigLoader.load(file, overrides).engine().name();
    boolean named =
        overrides.stream().anyMatch(override -> override.strip().startsWith(KEY))
            || names(ConfigLoader.text(file));
    return named ? Optional.of(engine) : Optional.empty();
  }

  /**
   * The engine of a stored run, with changes {@code key=value}; a run is never open.
   *
   * @throws ConfigException as {@link ConfigLoader#recorded}
   */
  public static Optional<EngineName> ofRun(Path run, List<String> changes) {
    Path file = new RunDirectory(run).config();
    return Optional.of(ConfigLoader.recorded(file, changes).engine().name());
  }

  /**
   * What the networks of a sweep need: libtorch if any of them names it; empty if there are
   * networks and nothing is said of their engine.
   */
  public static Optional<EngineName> ofSweep(SweepConfig sweep) {
    Set<EngineName> engines =
        sweep.settings().stream()
            .flatMap(setting -> setting.trial().network().stream())
            .map(network -> network.engine().name())
            .collect(Collectors.toSet());
    if (engines.contains(EngineName.LIBTORCH)) {
      return Optional.of(EngineName.LIBTORCH);
    }
    return engines.isEmpty() || names(sweep.yaml())
        ? Optional.of(EngineName.DL4J)
        : Optional.empty();
  }

  private static boolean names(String yaml) {
    return YamlReader.read(yaml, Origin::line, new ArrayList<>())
        .filter(NamedEngine::hasKey)
        .isPresent();
  }

  /** Whether there is a key {@code engine} or {@code engine.name} at any depth. */
  private static boolean hasKey(Yaml yaml) {
    if (yaml instanceof Yaml.Sequence sequence) {
      return sequence.items().stream().anyMatch(NamedEngine::hasKey);
    }
    return yaml instanceof Yaml.Mapping mapping
        && mapping.entries().entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().equals(KEY)
                        || entry.getKey().startsWith(KEY + ".")
                        || hasKey(entry.getValue()));
  }
}
