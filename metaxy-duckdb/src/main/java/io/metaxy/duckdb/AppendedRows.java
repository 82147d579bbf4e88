package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Rows that go into a table value by value: best for few of them, and it needs no Arrow. */
final class AppendedRows {
  private final DuckDBAppender appender;

  private AppendedRows(DuckDBAppender appender) {
    this.appender = appender;
  }

  /**
   * Appends rows.
   *
   * @param rows has all columns of the table in its order, each of the very type
   * @return how many
   */
  static long append(DuckDBConnection connection, String table, RowCursor rows)
      throws SQLException {
    long count = 0;
    Schema schema = rows.schema();
    try (DuckDBAppender appender = connection.createAppender(table)) {
      AppendedRows appended = new AppendedRows(appender);
      while (rows.next()) {
        appender.beginRow();
        for (int i = 0; i < schema.size(); i++) {
          appended.value(schema.column(i).type(), rows.value(i));
        }
        appender.endRow();
        count++;
      }
    }
    return count;
  }

  private void value(DataType type, @Nullable Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (type instanceof DataType.Struct struct) {
      Map<?, ?> fields = (Map<?, ?>) value;
      appender.beginStruct();
      for (Column field : struct.fields()) {
        value(field.type(), fields.get(field.name()));
      }
      appender.endStruct();
    } else if (type instanceof DataType.ListOf list) {
      appender.append(elements(list, (List<?>) value));
    } else if (type instanceof DataType.MapOf map) {
      appender.append(entries(map, (Map<?, ?>) value));
    } else if (type instanceof DataType.Decimal decimal) {
      appender.append(((BigDecimal) value).setScale(decimal.scale()));
    } else {
      scalar((DataType.Scalar) type, value);
    }
  }

  private void scalar(DataType.Scalar type, Object value) throws SQLException {
    switch (type) {
      case INT64 -> appender.append((long) (Long) value);
      case FLOAT64 -> appender.append((double) (Double) value);
      case STRING -> appender.append(PlainValues.wellFormed((String) value));
      case BOOLEAN -> appender.append((boolean) (Boolean) value);
      case DATE -> appender.append((LocalDate) value);
      case TIMESTAMP -> appender.appendEpochMicros(PlainValues.micros((Instant) value));
      case BINARY -> appender.append((byte[]) value);
    }
  }

  /** A value inside another one, of the class that the driver takes there. */
  private static @Nullable Object inner(DataType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof DataType.Struct struct) {
      Map<?, ?> fields = (Map<?, ?>) value;
      List<@Nullable Object> values = new ArrayList<>();
      struct.fields().forEach(f -> values.add(inner(f.type(), fields.get(f.name()))));
      return values;
    }
    if (type instanceof DataType.ListOf list) {
      return elements(list, (List<?>) value);
    }
    if (type instanceof DataType.MapOf map) {
      return entries(map, (Map<?, ?>) value);
    }
    if (type instanceof DataType.Decimal decimal) {
      return ((BigDecimal) value).setScale(decimal.scale());
    }
    if (value instanceof Instant instant) {
      return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    return value instanceof String text ? PlainValues.wellFormed(text) : value;
  }

  private static List<@Nullable Object> elements(DataType.ListOf type, List<?> value) {
    List<@Nullable Object> elements = new ArrayList<>();
    value.forEach(element -> elements.add(inner(type.element(), element)));
    return elements;
  }

  private static Map<Object, @Nullable Object> entries(DataType.MapOf type, Map<?, ?> value) {
    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
    value.forEach(
        (k, v) -> {
          Object key = inner(type.key(), k);
          if (key != null) {
            entries.put(key, inner(type.value(), v));
          }
        });
    return entries;
  }
}
