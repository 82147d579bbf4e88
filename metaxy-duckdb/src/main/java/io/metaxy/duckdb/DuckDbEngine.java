package io.metaxy.duckdb;

import io.metaxy.MetaxyException;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.sql.CaseBlindNames;
import io.metaxy.sql.ColumnCodec;
import io.metaxy.sql.SqlBackend;
import io.metaxy.sql.SqlPrinter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is the same wherever DuckDB keeps its rows: values, results, reasons of failures. */
abstract class DuckDbEngine extends SqlBackend {

  DuckDbEngine(SqlPrinter printer) {
    super(printer);
  }

  /** Whether the results of a connection come in Arrow batches. */
  abstract boolean isReadByArrow(Connection connection);

  @Override
  protected ColumnCodec codec(DataType type) {
    return new JdbcValues(type);
  }

  @Override
  protected void checkNames(List<String> names) {
    CaseBlindNames.check("DuckDB", names);
  }

  @Override
  protected void createIndexes(Connection connection, String table, List<String> keys) {
    // DuckDB scans columns faster than it keeps an index.
  }

  @Override
  protected RowCursor cursor(
      Schema schema, String sql, Statement statement, ResultSet rows, Runnable atClose)
      throws SQLException {
    ResultTypes types = ResultTypes.of(schema, rows.getMetaData());
    if (!types.areNear()) {
      rows.close();
      String cast = types.cast(sql);
      return read(schema, cast, statement, statement.executeQuery(cast), atClose);
    }
    return read(schema, sql, statement, rows, atClose);
  }

  private RowCursor read(
      Schema schema, String sql, Statement statement, ResultSet rows, Runnable atClose)
      throws SQLException {
    return isReadByArrow(statement.getConnection()) && ArrowMemory.isThere()
        ? new ArrowCursor(this, schema, sql, statement, rows, atClose)
        : super.cursor(schema, sql, statement, rows, atClose);
  }

  /**
   * What fails while rows are on their way, the driver calls an invalid result. Run again without
   * its rows, the query says what it is.
   */
  @Override
  protected SQLException reason(Connection connection, String sql, SQLException e) {
    if (String.valueOf(e.getMessage()).contains("Invalid result set")) {
      try {
        DuckDbFile.execute(connection, "EXPLAIN ANALYZE " + sql);
      } catch (SQLException again) {
        return again;
      }
    }
    return e;
  }

  void requireStillOpen() {
    requireOpen();
  }

  /** What a query failed of while its rows were read; its statement is closed. */
  MetaxyException failedReading(Connection connection, String sql, Exception e) {
    SQLException error = new SQLException(e.getMessage(), e);
    return failure(reason(connection, sql, error), "reading rows");
  }
}
