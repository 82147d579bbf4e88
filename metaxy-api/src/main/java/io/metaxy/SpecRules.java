package io.metaxy;

import io.metaxy.schema.Column;
import io.metaxy.store.SystemColumns;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of a spec by itself. */
final class SpecRules {
  private SpecRules() {}

  static void check(
      FeatureKey key, List<String> idColumns, List<FieldSpec> fields, List<Column> columns) {
    if (idColumns.isEmpty()) {
      throw new MetaxyException(
              ErrorCode.INVALID_FEATURE,
              "Feature " + key + " has no id columns.",
              "Name at least one.")
          .in(key.toString(), null, null);
    }
    unique(key, "id column", idColumns);
    unique(key, "field", fields.stream().map(FieldSpec::key).toList());
    unique(key, "column", columns.stream().map(Column::name).toList());
    idColumns.forEach(name -> userColumn(key, name));
    columns.forEach(column -> userColumn(key, column.name()));
  }

  private static void unique(FeatureKey key, String kind, List<?> names) {
    Set<Object> seen = new HashSet<>();
    for (Object name : names) {
      if (!seen.add(name)) {
        throw new MetaxyException(
                ErrorCode.INVALID_FEATURE,
                "Feature " + key + " has the " + kind + " '" + name + "' twice.",
                "Name it once.")
            .in(key.toString(), null, null);
      }
    }
  }

  private static void userColumn(FeatureKey key, String name) {
    if (SystemColumns.isReserved(name)) {
      throw new MetaxyException(
              ErrorCode.RESERVED_COLUMN,
              "Feature " + key + " declares the column '" + name + "'.",
              "Choose a name that does not begin with " + SystemColumns.PREFIX + ".")
          .in(key.toString(), null, null);
    }
  }
}
