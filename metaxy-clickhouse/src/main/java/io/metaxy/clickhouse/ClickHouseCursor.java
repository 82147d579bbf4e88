package io.metaxy.clickhouse;

import com.clickhouse.client.api.query.QueryResponse;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a running query. */
final class ClickHouseCursor implements RowCursor {
  private final Server server;
  private final Schema schema;
  private final String sql;
  private final QueryResponse response;
  private final Result result;
  private boolean closed;

  private ClickHouseCursor(
      Server server, Schema schema, String sql, QueryResponse response, Result result) {
    this.server = server;
    this.schema = schema;
    this.sql = sql;
    this.response = response;
    this.result = result;
  }

  /** Starts a query; the store closes the cursor. */
  static RowCursor open(Server server, Schema schema, String sql) {
    QueryResponse response = server.query(sql, "running a query");
    try {
      List<DataType> types = schema.columns().stream().map(Column::type).toList();
      return new ClickHouseCursor(server, schema, sql, response, Result.of(response, types));
    } catch (Result.NeedsTexts e) {
      close(response);
      return open(server, schema, printed(sql, schema, e.columns()));
    } catch (IOException | RuntimeException e) {
      close(response);
      throw reason(server, sql, e);
    }
  }

  /** The query with texts that the engine prints in place of the values of some columns. */
  private static String printed(String sql, Schema schema, List<String> columns) {
    List<String> selected =
        schema.columns().stream()
            .map(
                column -> {
                  String name = Escapes.identifier(column.name());
                  return columns.contains(column.name()) && column.type() == DataType.STRING
                      ? "toString(" + name + ") AS " + name
                      : columns.contains(column.name())
                          ? "CAST("
                              + name
                              + " AS "
                              + ClickHouseTypes.declared(column.type())
                              + ") AS "
                              + name
                          : name;
                })
            .toList();
    return "SELECT " + String.join(", ", selected) + " FROM (" + sql + ")";
  }

  /**
   * Why rows stopped coming: the engine cannot say it in an answer that has begun. Run again
   * without its rows, the query says what it is.
   */
  private static RuntimeException reason(Server server, String sql, Exception e) {
    server.requireOpen();
    server.execute("SELECT * FROM (" + sql + ") FORMAT Null", "running a query");
    return server.failure(e, "reading rows");
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    server.requireOpen();
    try {
      return result.next();
    } catch (IOException | RuntimeException e) {
      throw reason(server, sql, e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    return result.row()[column];
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      close(response);
    }
  }

  private static void close(QueryResponse response) {
    try {
      response.close();
    } catch (Exception e) {
      // The rows are read, or nobody wants the rest.
    }
  }
}
