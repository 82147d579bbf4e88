package io.metaxy.duckdb;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.sql.SqlPrinter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends the rows of one write: few of them value by value, many as Arrow batches. Which it is
 * shows once some rows came.
 */
final class Insertion {
  private static final String STAGED = "metaxy_staged";

  private final DuckDBConnection connection;
  private final String table;
  private final Map<String, String> declared;
  private final SqlPrinter printer;

  /**
   * An insertion.
   *
   * @param declared the columns of the table and their types in DuckDB's words, in order
   */
  Insertion(Connection connection, String table, Map<String, String> declared, SqlPrinter printer)
      throws SQLException {
    this.connection = connection.unwrap(DuckDBConnection.class);
    this.table = table;
    this.declared = declared;
    this.printer = printer;
  }

  /** Appends rows; more than {@code bulk} of them by Arrow, if there is Arrow. */
  long append(RowCursor source, long bulk) throws SQLException {
    RowCursor rows = asStructs(source);
    List<@Nullable Object[]> head = new ArrayList<>();
    while (head.size() < bulk && rows.next()) {
      @Nullable Object[] row = new @Nullable Object[rows.schema().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.value(i);
      }
      head.add(row);
    }
    if (head.size() < bulk) {
      return byValue(RowCursor.of(rows.schema(), head));
    }
    if (!ArrowMemory.isThere()) {
      return byValue(new ResumedRows(head, rows));
    }
    String insert =
        "INSERT INTO " + printer.quoted(table) + " (" + names(rows.schema()) + ") SELECT * FROM ";
    return ArrowInsert.run(connection, insert, new ResumedRows(head, rows));
  }

  private String names(Schema schema) {
    return String.join(", ", schema.names().stream().map(printer::quoted).toList());
  }

  private long byValue(RowCursor rows) throws SQLException {
    Schema schema = rows.schema();
    List<Column> all = new ArrayList<>();
    for (Map.Entry<String, String> column : declared.entrySet()) {
      DataType type = DuckDbTypes.of(column.getValue());
      if (!DuckDbTypes.declared(type).equals(column.getValue())
          || schema.find(column.getKey()).map(c -> !c.type().equals(type)).orElse(false)) {
        return staged(rows);
      }
      all.add(new Column(column.getKey(), type));
    }
    return AppendedRows.append(connection, table, rows.as(Schema.of(all)));
  }

  /** By way of a table of our types, from which DuckDB casts to those of the real one. */
  private long staged(RowCursor rows) throws SQLException {
    Schema schema = rows.schema();
    DuckDbFile.execute(
        connection,
        printer
            .createTable(STAGED, schema, column -> DuckDbTypes.declared(column.type()))
            .replaceFirst("CREATE TABLE", "CREATE TEMPORARY TABLE"));
    long count = AppendedRows.append(connection, STAGED, rows);
    DuckDbFile.execute(
        connection,
        "INSERT INTO "
            + printer.quoted(table)
            + " ("
            + names(schema)
            + ") SELECT * FROM "
            + printer.quoted(STAGED));
    DuckDbFile.execute(connection, "DROP TABLE " + printer.quoted(STAGED));
    return count;
  }

  /**
   * Maps for columns that the table has as structs: tables made without maps by the Python library.
   */
  private RowCursor asStructs(RowCursor rows) {
    List<Column> columns = new ArrayList<>();
    boolean changed = false;
    for (Column column : rows.schema().columns()) {
      DataType stored = DuckDbTypes.of(declared.getOrDefault(column.name(), "VARCHAR"));
      boolean asStruct =
          stored instanceof DataType.Struct && column.type() instanceof DataType.MapOf;
      columns.add(asStruct ? new Column(column.name(), stored) : column);
      changed |= asStruct;
    }
    return changed ? new StructRows(rows, Schema.of(columns)) : rows;
  }

  /** Rows whose maps pass for structs, since both are maps in Java. */
  private record StructRows(RowCursor rows, Schema schema) implements RowCursor {
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
    public void close() {
      rows.close();
    }
  }
}
