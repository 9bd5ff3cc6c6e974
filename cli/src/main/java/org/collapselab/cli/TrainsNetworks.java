package org.collapselab.cli;

import java.util.Optional;
import org.collapselab.models.EngineName;

/** A command that runs networks, as the launcher sees it before it starts one. */
interface TrainsNetworks {
  /** The engine that the command line and its files name; empty if they leave it open. */
  Optional<EngineName> namedEngine();

  /** The word of a command line that chooses libtorch where it is open. */
  default String wordForLibtorch() {
    return EngineOption.LIBTORCH;
  }
}
