package org.collapselab.trainer.config;

import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;

/** The library that runs the network. */
public record EngineConfig(
    @Doc("Library that runs the network; `libtorch` needs a build with `-Ptorch`, see engine.md")
        @Default("dl4j")
        EngineName name) {}
