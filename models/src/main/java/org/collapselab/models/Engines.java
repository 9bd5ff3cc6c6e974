package org.collapselab.models;

import java.util.List;
import java.util.ServiceLoader;

/** The engines of this build. */
public final class Engines {
  private Engines() {}

  /** Names of the engines in this build, in the order of {@link EngineName}. */
  public static List<EngineName> names() {
    return all().stream().map(Engine::name).sorted().toList();
  }

  /**
   * The engine of a name.
   *
   * @throws EngineException if this build does not have it
   */
  public static Engine of(EngineName name) {
    return all().stream()
        .filter(engine -> engine.name() == name)
        .findFirst()
        .orElseThrow(() -> EngineException.notBuilt(name));
  }

  private static List<Engine> all() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
