package org.collapselab.trainer.config;

import org.collapselab.models.DataPlace;
import org.collapselab.models.EngineName;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;

/** The library that runs the network. */
public record EngineConfig(
    @Doc("Library that runs the network; `libtorch` needs a build with `-Ptorch`, see engine.md")
        @Default("dl4j")
        EngineName name,
    @Doc(
            "Where training samples lie: `copied`, in main memory, each batch copied to where the"
                + " network computes; `resident`, all there; `auto`, on a card if they fit into an"
                + " eighth of its memory. Results are the same. dl4j copies them")
        @Default("auto")
        DataPlace data) {}
