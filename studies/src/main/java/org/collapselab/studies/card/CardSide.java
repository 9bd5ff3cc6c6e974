package org.collapselab.studies.card;

/** A device that does what it is asked to, most often in a process of its own. */
interface CardSide extends AutoCloseable {

  /** Never throws: what went wrong is in the answer. */
  CardAnswer ask(CardTask task);

  @Override
  void close();
}
