package org.collapselab.trainer.config;

import java.lang.reflect.Method;
import java.util.Optional;

/**
 * One key of a section.
 *
 * @param fallback value when the key is absent; empty if the key is required
 * @param former value of recorded runs in which the key is absent, if it is not the fallback
 * @param accessor reads the component from its record
 */
record ConfigKey(
    String key,
    String doc,
    ValueType type,
    Optional<Yaml> fallback,
    Optional<Yaml> former,
    Method accessor) {
  Object valueIn(Record section) {
    try {
      return accessor.invoke(section);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }
}
