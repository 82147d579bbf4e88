package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    return rows instanceof WriteRequest.Rows.Maps maps
        ? of(maps.rows(), Form.MAPS, known)
        : of(((WriteRequest.Rows.Records) rows).rows(), Form.RECORDS, known);
  }

  /** The cursor that {@code rows} are, which the store closes whatever comes of them; or null. */
  static @Nullable RowCursor given(WriteRequest.Rows rows) {
    return rows instanceof WriteRequest.Rows.Cursor cursor ? cursor.rows() : null;
  }

  /** Whether the rows can be gone through more than once. */
  static boolean isRepeatable(WriteRequest.Rows rows) {
    return rows instanceof WriteRequest.Rows.Maps maps && maps.rows() instanceof Collection
        || rows instanceof WriteRequest.Rows.Records records
            && records.rows() instanceof Collection;
  }

  private static <R> RowCursor of(
      Iterable<? extends R> rows, Form<R> form, Map<String, DataType> known) {
    if (rows instanceof Collection<? extends R> all) {
      return new FormCursor<>(form, form.schema(all, known), List.of(), all.iterator());
    }
    Iterator<? extends R> iterator = rows.iterator();
    List<R> first = new ArrayList<>();
    while (first.size() < PEEK && iterator.hasNext()) {
      first.add(iterator.next());
    }
    return new FormCursor<>(form, form.schema(first, known), first, iterator);
  }

  /** How rows in a Java form tell their values. */
  private interface Form<R> {
    Form<Map<String, ? extends @Nullable Object>> MAPS =
        new Form<>() {
          @Override
          public void addTo(ColumnTypes types, Map<String, ? extends @Nullable Object> row) {
            row.forEach((name, value) -> types.add(name, () -> ValueShapes.of(value)));
          }

          @Override
          public Map<String, ? extends @Nullable Object> values(
              Map<String, ? extends @Nullable Object> row) {
            return row;
          }
        };

    Form<Record> RECORDS =
        new Form<>() {
          @Override
          public void addTo(ColumnTypes types, Record row) {
            for (RecordClass.Part part : RecordClass.of(row.getClass()).parts()) {
              types.add(part.column(), () -> part.shape(row));
            }
          }

          @Override
          public Map<String, ? extends @Nullable Object> values(Record row) {
            return RecordClass.values(row);
          }
        };

    void addTo(ColumnTypes types, R row);

    Map<String, ? extends @Nullable Object> values(R row);

    default Schema schema(Collection<? extends R> rows, Map<String, DataType> known) {
      ColumnTypes types = new ColumnTypes(known);
      rows.forEach(row -> addTo(types, row));
      return types.schema();
    }
  }

  /** Rows in a Java form as a cursor's. */
  private static final class FormCursor<R> implements RowCursor {
    private final Form<R> form;
    private final Schema schema;
    private final Iterator<? extends R> first;
    private final Iterator<? extends R> rest;
    private final boolean peeked;
    private final @Nullable Object[] row;
    private long number;

    FormCursor(Form<R> form, Schema schema, List<R> first, Iterator<? extends R> rest) {
      this.form = form;
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
      Map<String, ? extends @Nullable Object> values =
          form.values(seen ? first.next() : rest.next());
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
