package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The types of columns, found from what is known of them beforehand and from their values. */
final class ColumnTypes {
  private final Map<String, DataType> known;
  private final Map<String, @Nullable ValueShape> shapes = new LinkedHashMap<>();

  /** Known columns whose values have no one type: each value must fit the known one. */
  private final Set<String> mixed = new HashSet<>();

  ColumnTypes(Map<String, DataType> known) {
    this.known = known;
  }

  /**
   * Takes a value's shape into account.
   *
   * @throws MetaxyException {@code INVALID_ROWS} if the values of a new column have no one type
   */
  void add(String column, Supplier<@Nullable ValueShape> shape) {
    if (SystemColumns.contains(column)) {
      shapes.put(column, null);
    } else if (!mixed.contains(column)) {
      try {
        shapes.put(column, ValueShape.merge(shapes.get(column), shape.get()));
      } catch (ValueShape.NoOneType e) {
        if (!known.containsKey(column)) {
          throw noOneType(column, e);
        }
        mixed.add(column);
        shapes.putIfAbsent(column, null);
      }
    }
  }

  /**
   * The columns. One of nulls alone that is not known has no type and is left out, which reads as
   * null just the same.
   *
   * @throws MetaxyException {@code INVALID_ROWS} if a column has values that do not tell its type
   */
  Schema schema() {
    List<Column> columns = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          DataType type = type(name, shape);
          if (type != null) {
            columns.add(new Column(name, type));
          }
        });
    return Schema.of(columns);
  }

  private @Nullable DataType type(String name, @Nullable ValueShape shape) {
    DataType wanted = known.get(name);
    if (shape == null
        || wanted != null && (mixed.contains(name) || ValueShape.mayFit(shape, wanted))) {
      return wanted;
    }
    try {
      return shape.type();
    } catch (ValueShape.NoOneType e) {
      if (wanted == null) {
        throw noOneType(name, e);
      }
      return wanted;
    }
  }

  private static MetaxyException noOneType(String column, ValueShape.NoOneType e) {
    return new MetaxyException(
        ErrorCode.INVALID_ROWS,
        "Column " + column + " has no one type: " + e.why() + ".",
        e.remedy(),
        e);
  }
}
