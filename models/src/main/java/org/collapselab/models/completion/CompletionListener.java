package org.collapselab.models.completion;

/** Told of every look while a run goes on. */
@FunctionalInterface
public interface CompletionListener {
  /** Called on the run's thread. */
  void looked(CompletionLook look);
}
