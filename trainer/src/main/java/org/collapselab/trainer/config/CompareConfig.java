package org.collapselab.trainer.config;

import java.util.OptionalInt;
import org.collapselab.trainer.config.KeyAnnotations.Default;
import org.collapselab.trainer.config.KeyAnnotations.Doc;
import org.collapselab.trainer.config.KeyAnnotations.Range;

/** What is computed beside the run, to compare it with. */
public record CompareConfig(
    @Doc(
            "Number of random starts from which the DUFM with the run's K, L, d, n and λs is trained"
                + " after the run; 0 for none. See dufm.md")
        @Default("0")
        @Range(min = 0, max = 10_000)
        int dufmSeeds,
    @Doc("Steps of gradient descent of each of them; null chooses them from the λs")
        @Default("null")
        @Range(min = 1, max = 1e9)
        OptionalInt dufmSteps) {
  /** Whether the DUFM that matches the run is to be trained. */
  public boolean asksForDufm() {
    return dufmSeeds > 0;
  }
}
