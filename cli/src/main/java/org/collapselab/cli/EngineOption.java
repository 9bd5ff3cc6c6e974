package org.collapselab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.collapselab.models.EngineName;
import picocli.CommandLine.Option;

/** {@code --engine}. The launcher reads it, since an engine may need another build. */
final class EngineOption {
  /** The word that chooses libtorch. */
  static final String LIBTORCH = "--engine=" + EngineName.LIBTORCH.key();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "dl4j or libtorch, in place of engine.name. A checkout builds libtorch in when it is"
              + " needed (83 MB).")
  private EngineName engine;

  /** The overrides of a file, with that of its engine. */
  List<String> in(List<String> overrides) {
    List<String> all = new ArrayList<>(overrides);
    chosen().ifPresent(name -> all.add("engine.name=" + name.key()));
    return all;
  }

  /** The engine that was asked for. */
  Optional<EngineName> chosen() {
    return Optional.ofNullable(engine);
  }
}
