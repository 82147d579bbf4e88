package io.metaxy.duckdb;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows whose maps pass for structs, since both are maps in Java. */
record StructRows(RowCursor rows, Schema schema) implements RowCursor {

  /**
   * Maps for columns that the table has as structs: tables made without maps by the Python library.
   *
   * @param stored the type of a column of the table
   */
  static RowCursor of(RowCursor rows, Function<String, DataType> stored) {
    List<Column> columns = new ArrayList<>();
    boolean changed = false;
    for (Column column : rows.schema().columns()) {
      DataType type = stored.apply(column.name());
      boolean asStruct = type instanceof DataType.Struct && column.type() instanceof DataType.MapOf;
      columns.add(asStruct ? new Column(column.name(), type) : column);
      changed |= asStruct;
    }
    return changed ? new StructRows(rows, Schema.of(columns)) : rows;
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  public @Nullable Object value(int column) {
    Object value = rows.value(column);
    if (schema.column(column).type() instanceof DataType.Struct struct
        && value instanceof Map<?, ?> map) {
      Set<String> fields = Set.copyOf(struct.fields().stream().map(Column::name).toList());
      for (Object key : map.keySet()) {
        if (!fields.contains(String.valueOf(key))) {
          throw new MetaxyException(
              ErrorCode.INCOMPATIBLE_SCHEMA,
              "Column "
                  + schema.column(column).name()
                  + " is a struct without the field '"
                  + key
                  + "', so that its value would be lost.",
              "Make the table anew with enable_map_datatype, or write under another feature key.");
        }
      }
    }
    return value;
  }

  @Override
  public int originOf(int column) {
    int origin = rows.originOf(column);
    return schema.column(origin).type().equals(schema.column(column).type()) ? origin : column;
  }

  @Override
  public void close() {
    rows.close();
  }
}
