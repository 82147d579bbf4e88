package io.metaxy.cli.input;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file with types: the known ones, else those that the first thousand rows look like.
 * A later value that does not fit is an error with its line, not a reason to make all of them text.
 */
final class TypedRows implements RowCursor {
  private static final int PEEK = 1000;

  private final RawRows rows;
  private final String name;
  private final Deque<RawRows.RawRow> peeked = new ArrayDeque<>();
  private final Schema schema;
  private final @Nullable Object[] row;

  TypedRows(RawRows rows, String name, Map<String, DataType> known, List<String> ids) {
    this.rows = rows;
    this.name = name;
    RawRows.RawRow next;
    while (peeked.size() < PEEK && (next = rows.next()) != null) {
      peeked.add(next);
    }
    this.schema = infer(known, ids);
    this.row = new @Nullable Object[schema.size()];
  }

  /** A column without a value has no type yet; another file may bring one. */
  private Schema infer(Map<String, DataType> known, List<String> ids) {
    Map<String, @Nullable DataType> types = new LinkedHashMap<>();
    rows.header().forEach(column -> types.put(column, known.get(column)));
    for (RawRows.RawRow raw : peeked) {
      for (Map.Entry<String, @Nullable Object> entry : raw.values().entrySet()) {
        String column = entry.getKey();
        DataType given = known.get(column);
        if (given != null) {
          types.put(column, given);
        } else if (entry.getValue() != null) {
          types.put(column, merge(types.get(column), guess(entry.getValue())));
        } else {
          types.putIfAbsent(column, null);
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (column, type) -> {
          if (type != null) {
            columns.add(new Column(column, type));
          } else if (ids.contains(column)) {
            columns.add(new Column(column, withoutValue(column)));
          }
        });
    return Schema.of(columns);
  }

  /** Of an id: rows without one are refused where they are stored. */
  private DataType withoutValue(String id) {
    if (peeked.isEmpty()) {
      throw InputError.of(
          name + " has no rows, so the type of the id column " + id + " is not known.",
          "Write rows, or declare its type among the feature's columns. Nothing was stored.");
    }
    return DataType.STRING;
  }

  private static DataType guess(Object value) {
    if (value instanceof String text) {
      return Texts.guess(text);
    }
    if (value instanceof Boolean) {
      return DataType.BOOLEAN;
    }
    if (value instanceof Number number) {
      return number instanceof Double ? DataType.FLOAT64 : DataType.INT64;
    }
    if (value instanceof Collection<?> list) {
      DataType element = null;
      for (Object item : list) {
        element = item == null ? element : merge(element, guess(item));
      }
      return DataType.list(element == null ? DataType.STRING : element);
    }
    Map<?, ?> map = (Map<?, ?>) value;
    boolean texts = map.values().stream().allMatch(v -> v == null || v instanceof String);
    if (texts) {
      return DataType.STRING_MAP;
    }
    List<Column> fields = new ArrayList<>();
    map.forEach(
        (key, item) ->
            fields.add(
                new Column(String.valueOf(key), item == null ? DataType.STRING : guess(item))));
    return new DataType.Struct(fields);
  }

  private static DataType merge(@Nullable DataType a, DataType b) {
    if (a == null || a.equals(b)) {
      return b;
    }
    if (a.isNumeric() && b.isNumeric()) {
      return DataType.FLOAT64;
    }
    boolean times =
        (a == DataType.DATE || a == DataType.TIMESTAMP)
            && (b == DataType.DATE || b == DataType.TIMESTAMP);
    return times ? DataType.TIMESTAMP : DataType.STRING;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    RawRows.RawRow raw = peeked.isEmpty() ? rows.next() : peeked.pop();
    if (raw == null) {
      return false;
    }
    for (int i = 0; i < row.length; i++) {
      Column column = schema.column(i);
      Object value = raw.values().get(column.name());
      row[i] = value == null ? null : typed(raw.line(), column, value);
    }
    for (Map.Entry<String, @Nullable Object> entry : raw.values().entrySet()) {
      if (entry.getValue() != null && !schema.has(entry.getKey())) {
        throw InputError.at(
            name,
            raw.line(),
            "column '" + entry.getKey() + "' appears here for the first time",
            "Declare its type among the feature's columns.");
      }
    }
    return true;
  }

  private Object typed(long line, Column column, Object value) {
    Object fitting =
        value instanceof String text ? ofText(column.type(), text) : ofJson(column.type(), value);
    if (fitting == null) {
      throw InputError.at(
          name,
          line,
          "column '" + column.name() + "' is " + column.type() + ", and '" + value + "' is not",
          "Mend the value, or declare another type for a new column.");
    }
    return fitting;
  }

  private static @Nullable Object ofText(DataType type, String text) {
    boolean nested =
        type instanceof DataType.MapOf
            || type instanceof DataType.ListOf
            || type instanceof DataType.Struct;
    return nested ? JsonValues.parse(type, text) : Texts.parse(type, text);
  }

  private static @Nullable Object ofJson(DataType type, Object value) {
    return JsonValues.of(type, value);
  }

  @Override
  public @Nullable Object value(int column) {
    return row[column];
  }

  @Override
  public void close() {
    rows.close();
  }
}
