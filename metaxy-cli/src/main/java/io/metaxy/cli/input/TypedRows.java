package io.metaxy.cli.input;

import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    Map<String, @Nullable Guess> guesses = new LinkedHashMap<>();
    rows.header().forEach(column -> guesses.put(column, null));
    for (RawRows.RawRow raw : peeked) {
      raw.values()
          .forEach(
              (column, value) ->
                  guesses.put(
                      column,
                      known.containsKey(column)
                          ? null
                          : Guess.merge(guesses.get(column), Guess.of(value))));
    }
    List<Column> columns = new ArrayList<>();
    guesses.forEach(
        (column, guess) -> {
          DataType given = known.get(column);
          if (given != null) {
            columns.add(new Column(column, given));
          } else if (guess != null) {
            columns.add(new Column(column, guess.columnType().orElseThrow(() -> untold(column))));
          } else if (ids.contains(column)) {
            columns.add(new Column(column, withoutValue(column)));
          }
        });
    return Schema.of(columns);
  }

  /** Text would be as good as any for them, but not for the values of another file. */
  private MetaxyException untold(String column) {
    return InputError.of(
        name + ": the lists of column '" + column + "' have no values that would tell their type.",
        "Declare it among the feature's columns. Nothing was stored.");
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
