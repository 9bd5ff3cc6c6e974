package org.collapselab.trainer.config;

import java.util.List;
import java.util.Optional;
import org.collapselab.trainer.store.CellType;
import org.collapselab.trainer.store.sweep.TrialRow;

/** The type of the column of a key that varies. */
final class VariedType {
  private VariedType() {}

  /**
   * The type of the key: number if it holds numbers or null; text if it may hold a word or a
   * section, or if a list of numbers is among its values.
   */
  static CellType of(SweepConfig sweep, String key, List<String> values) {
    TrialKind kind = sweep.settings().get(0).trial().kind();
    return declared(kind.section(), List.of(key.split("\\.", -1)))
        .map(type -> type(type, values))
        .orElse(CellType.TEXT);
  }

  private static Optional<ValueType> declared(ValueType.Section section, List<String> keys) {
    Optional<ValueType> type = Sections.settingOf(section, keys.get(0)).map(ConfigKey::type);
    return keys.size() == 1
        ? type
        : type.flatMap(Sections::sectionOf)
            .flatMap(inner -> declared(inner, keys.subList(1, keys.size())));
  }

  private static CellType type(ValueType type, List<String> values) {
    if (type instanceof ValueType.OrNull orNull) {
      return type(orNull.type(), values);
    }
    if (type instanceof ValueType.ListOf list && list.orSingle()) {
      boolean numbers = values.stream().noneMatch(v -> Double.isNaN(TrialRow.parse(v)));
      return numbers ? type(list.item(), values) : CellType.TEXT;
    }
    if (type instanceof ValueType.Whole) {
      return CellType.WHOLE;
    }
    return type instanceof ValueType.Decimal ? CellType.NUMBER : CellType.TEXT;
  }
}
