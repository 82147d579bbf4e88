package io.metaxy.duckdb;

import io.metaxy.schema.RowCursor;
import io.metaxy.sql.SqlPrinter;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Rows of a cursor under a name in SQL: few of them by way of a table, many as Arrow batches. */
final class NamedRows {
  /** No feature has a table with a hyphen (rule K2), which this would hide. */
  private static final String STAGED = "metaxy-staged";

  private NamedRows() {}

  /** What is done with the rows once, as a relation of that name. */
  interface Use<T> {
    T of(Statement statement, String name) throws SQLException;
  }

  static <T> T use(
      DuckDBConnection connection, SqlPrinter printer, RowCursor rows, long bulk, Use<T> use)
      throws SQLException {
    List<@Nullable Object[]> head = new ArrayList<>();
    while (head.size() < bulk && rows.next()) {
      @Nullable Object[] row = new @Nullable Object[rows.schema().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.value(i);
      }
      head.add(row);
    }
    if (head.size() < bulk) {
      return byTable(connection, printer, RowCursor.of(rows.schema(), head), use);
    }
    RowCursor resumed = new ResumedRows(head, rows);
    return ArrowMemory.isThere()
        ? ArrowInsert.use(connection, resumed, ArrowBatches.OF_A_FILE, use)
        : byTable(connection, printer, resumed, use);
  }

  private static <T> T byTable(
      DuckDBConnection connection, SqlPrinter printer, RowCursor rows, Use<T> use)
      throws SQLException {
    DuckDbFile.execute(
        connection,
        printer
            .createTable(STAGED, rows.schema(), column -> DuckDbTypes.declared(column.type()))
            .replaceFirst("CREATE TABLE", "CREATE OR REPLACE TEMPORARY TABLE"));
    AppendedRows.append(connection, STAGED, rows);
    try (Statement statement = connection.createStatement()) {
      T result = use.of(statement, printer.quoted(STAGED));
      DuckDbFile.execute(connection, "DROP TABLE " + printer.quoted(STAGED));
      return result;
    }
  }
}
