package io.metaxy.sql;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The rows of a running query. */
final class SqlCursor implements RowCursor {
  private final Schema schema;
  private final ColumnCodec[] codecs;
  private final Statement statement;
  private final ResultSet rows;
  private final SqlBackend backend;
  private final Runnable atClose;
  private boolean closed;

  /** {@code atClose} runs once, after statement and result are closed. */
  SqlCursor(
      SqlBackend backend, Schema schema, Statement statement, ResultSet rows, Runnable atClose) {
    this.backend = backend;
    this.schema = schema;
    this.statement = statement;
    this.rows = rows;
    this.atClose = atClose;
    this.codecs = backend.codecs(schema);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    backend.requireOpen();
    try {
      return rows.next();
    } catch (SQLException e) {
      throw backend.failure(e, "reading rows");
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      return codecs[column].read(rows, column + 1);
    } catch (SQLException e) {
      throw backend.failure(e, "reading column " + schema.column(column).name());
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      // The rows are read; a connection that is unwell shows it when it is used next.
    } finally {
      atClose.run();
    }
  }
}
