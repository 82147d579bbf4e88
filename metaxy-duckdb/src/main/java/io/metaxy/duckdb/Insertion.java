package io.metaxy.duckdb;

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
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends the rows of one write: few of them value by value, many as Arrow batches. Which it is
 * shows once some rows came.
 */
final class Insertion {
  /** No feature has a table with a hyphen (rule K2), which this would hide. */
  private static final String STAGED = "metaxy-staged";

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
    RowCursor rows =
        StructRows.of(source, name -> DuckDbTypes.of(declared.getOrDefault(name, "VARCHAR")));
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
}
