package org.collapselab.trainer.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Annotations that declare, on a record component, what its key means and may hold. */
final class KeyAnnotations {
  private KeyAnnotations() {}

  /** The meaning of the key, one sentence without a full stop. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Doc {
    String value();
  }

  /**
   * The value taken when the key is absent, as YAML. A component of a record type without it takes
   * that record's own defaults; any other component without it is required.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Default {
    String value();
  }

  /**
   * The value that recorded runs have which do not name the key, because it did not exist yet.
   * Without it that is the default.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Formerly {
    String value();
  }

  /** The interval of a number, or of every number in a list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Range {
    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;

    boolean exclusiveMin() default false;

    boolean exclusiveMax() default false;
  }

  /** The number of entries of a list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Size {
    int min() default 0;

    int max();
  }

  /** The regular expression that a text, or every text in a list, matches as a whole. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Format {
    String pattern();

    /** The pattern in words; completes "expected …". */
    String words();
  }

  /** The word that stands for an empty {@link java.util.OptionalInt}, in place of null. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface OrWord {
    String value();
  }

  /** Marks a list that may be written as one number, which then holds for every entry. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface OrSingle {}

  /** The record that a value of any kind is bound to later, for schema and reference. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Holds {
    Class<? extends Record> value();
  }
}
