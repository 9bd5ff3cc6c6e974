package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;

/** The kinds of trials, each a section of sweep files. */
public enum TrialKind {
  /** Matrix completion by a deep linear network. */
  COMPLETION(CompletionTrial.class),
  /** Descent on the DUFM. */
  DUFM(DufmTrial.class),
  /** The loss surface around a solution of the DUFM. */
  SURFACE(SurfaceTrial.class),
  /** The search for the lowest loss of the DUFM at each rank. */
  OPTIMUM(OptimumTrial.class),
  /** Closed forms only. */
  THEORY(TheoryTrial.class),
  /** A network trained on data. */
  EXPERIMENT(ExperimentTrial.class);

  private final Class<? extends Record> type;

  TrialKind(Class<? extends Record> type) {
    this.type = type;
  }

  /** The key of its section, such as {@code dufm}. */
  public String key() {
    return Keys.ofConstant(this);
  }

  /** The keys of its section. */
  ValueType.Section section() {
    return this == EXPERIMENT ? Sections.EXPERIMENT : Sections.section(type);
  }

  /**
   * The trial that a section describes.
   *
   * @param collect kept of a network's metrics; other kinds have none
   */
  Optional<TrialConfig> bind(
      Yaml.Mapping section, List<CollectConfig> collect, List<Problem> problems) {
    if (this != EXPERIMENT) {
      return new Binder(problems).bind(section(), section, key()).map(TrialConfig.class::cast);
    }
    // An experiment needs no name of its own inside a sweep.
    Yaml.Mapping named =
        section.find(List.of("name")).isPresent()
            ? section
            : section.with(List.of("name"), YamlReader.readValue("trial", Origin.DEFAULT));
    return ConfigLoader.bind(named, problems).map(e -> new ExperimentTrial(e, collect));
  }
}
