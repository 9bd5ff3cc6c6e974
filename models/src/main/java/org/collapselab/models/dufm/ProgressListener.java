package org.collapselab.models.dufm;

import java.util.List;

/** Told how the runs of a batch are doing, at log-spaced steps. */
@FunctionalInterface
public interface ProgressListener {
  /** One entry per run, in the order of their starts; runs that have ended repeat their last. */
  void looked(long step, List<Progress> runs);
}
