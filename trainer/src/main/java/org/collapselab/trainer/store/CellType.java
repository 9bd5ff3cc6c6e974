package org.collapselab.trainer.store;

/** Type of the cells of a column of a table. */
public enum CellType {
  /** 64-bit whole numbers. */
  WHOLE,
  /** FP64. */
  NUMBER,
  /** UTF-8. */
  TEXT
}
