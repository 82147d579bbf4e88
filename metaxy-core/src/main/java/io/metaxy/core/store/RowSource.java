package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a write request as a cursor of known types. */
final class RowSource {
  /** How many rows are looked at for types when they can be gone through but once. */
  private static final int PEEK = 1000;

  private RowSource() {}

  /**
   * The rows of {@code rows}.
   *
   * @param known types of columns that are known beforehand, for what the values do not tell
   */
  static RowCursor of(WriteRequest.Rows rows, Map<String, DataType> known) {
    if (rows instanceof WriteRequest.Rows.Cursor cursor) {
      return cursor.rows();
    }
    if (rows instanceof WriteRequest.Rows.Maps maps) {
      return ofMaps(maps.rows(), known);
    }
    Iterable<? extends Record> records = ((WriteRequest.Rows.Records) rows).rows();
    if (records instanceof Collection<? extends Record> all) {
      return ofMaps(all.stream().map(Records::toMap).toList(), known);
    }
    Iterable<Map<String, @Nullable Object>> maps =
        () -> StreamSupport.stream(records.spliterator(), false).map(Records::toMap).iterator();
    return ofMaps(maps, known);
  }

  /** Whether the rows can be gone through more than once. */
  static boolean isRepeatable(WriteRequest.Rows rows) {
    return rows instanceof WriteRequest.Rows.Maps maps && maps.rows() instanceof Collection
        || rows instanceof WriteRequest.Rows.Records records
            && records.rows() instanceof Collection;
  }

  private static RowCursor ofMaps(
      Iterable<? extends Map<String, ? extends @Nullable Object>> rows,
      Map<String, DataType> known) {
    if (rows instanceof Collection<? extends Map<String, ? extends @Nullable Object>> all) {
      return new MapCursor(infer(all, known), List.of(), all.iterator());
    }
    Iterator<? extends Map<String, ? extends @Nullable Object>> iterator = rows.iterator();
    List<Map<String, ? extends @Nullable Object>> first = new ArrayList<>();
    while (first.size() < PEEK && iterator.hasNext()) {
      first.add(iterator.next());
    }
    return new MapCursor(infer(first, known), first, iterator);
  }

  private static Schema infer(
      Collection<? extends Map<String, ? extends @Nullable Object>> rows,
      Map<String, DataType> known) {
    Map<String, @Nullable DataType> types = new LinkedHashMap<>();
    for (Map<String, ? extends @Nullable Object> row : rows) {
      for (Map.Entry<String, ? extends @Nullable Object> entry : row.entrySet()) {
        String name = entry.getKey();
        try {
          types.put(name, ValueTypes.merge(types.get(name), ValueTypes.of(entry.getValue())));
        } catch (ValueTypes.UnmergeableTypes e) {
          throw new MetaxyException(
              ErrorCode.INVALID_ROWS,
              "Column " + name + " has no one type: " + e.getMessage() + ".",
              "Give values of one type.",
              e);
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          DataType wanted = known.get(name);
          // A column of nulls alone has no type; leaving it out reads as null just the same.
          DataType chosen =
              wanted != null && (type == null || Coercion.mayFit(type, wanted)) ? wanted : type;
          if (chosen != null) {
            columns.add(new Column(name, chosen));
          }
        });
    return Schema.of(columns);
  }

  /** Maps as rows. */
  private static final class MapCursor implements RowCursor {
    private final Schema schema;
    private final Iterator<? extends Map<String, ? extends @Nullable Object>> first;
    private final Iterator<? extends Map<String, ? extends @Nullable Object>> rest;
    private final boolean peeked;
    private final @Nullable Object[] row;
    private long number;

    MapCursor(
        Schema schema,
        List<Map<String, ? extends @Nullable Object>> first,
        Iterator<? extends Map<String, ? extends @Nullable Object>> rest) {
      this.schema = schema;
      this.first = first.iterator();
      this.rest = rest;
      this.peeked = !first.isEmpty();
      this.row = new @Nullable Object[schema.size()];
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public boolean next() {
      if (!first.hasNext() && !rest.hasNext()) {
        return false;
      }
      boolean seen = first.hasNext();
      Map<String, ? extends @Nullable Object> values = seen ? first.next() : rest.next();
      number++;
      for (int i = 0; i < row.length; i++) {
        row[i] = values.get(schema.column(i).name());
      }
      if (peeked && !seen) {
        checkNoOthers(values);
      }
      return true;
    }

    /** Behind the rows that were looked at for types, a column that has none would be lost. */
    private void checkNoOthers(Map<String, ? extends @Nullable Object> values) {
      for (Map.Entry<String, ? extends @Nullable Object> entry : values.entrySet()) {
        if (entry.getValue() != null && !schema.has(entry.getKey())) {
          throw new MetaxyException(
              ErrorCode.INVALID_ROWS,
              "Row " + number + " is the first to have a value in column " + entry.getKey() + ".",
              "Declare the column's type in the feature's spec, or give the rows as a collection.");
        }
      }
    }

    @Override
    public @Nullable Object value(int column) {
      return row[column];
    }

    @Override
    public void close() {}
  }
}
