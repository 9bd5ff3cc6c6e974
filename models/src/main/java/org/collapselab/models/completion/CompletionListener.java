package org.collapselab.models.completion;

/** Receives the looks of a run as they are taken. */
@FunctionalInterface
public interface CompletionListener {
  /** Called on the run's thread. */
  void looked(CompletionLook look);
}
