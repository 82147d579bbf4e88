package io.metaxy.duckdb;

import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/** The rows of a running query as they come in Arrow batches. */
final class ArrowCursor implements RowCursor {
  /** One of DuckDB's own chunks: of long texts, more would take much memory. */
  private static final long BATCH = 2048;

  private final DuckDbEngine backend;
  private final Schema schema;
  private final String sql;
  private final Statement statement;
  private final ResultSet result;
  private final Runnable atClose;
  private final BufferAllocator allocator;
  private final ArrowReader reader;
  private final ArrowColumn[] columns;
  private int row = -1;
  private int rows;
  private boolean closed;

  ArrowCursor(
      DuckDbEngine backend,
      Schema schema,
      String sql,
      Statement statement,
      ResultSet result,
      Runnable atClose)
      throws SQLException {
    this.backend = backend;
    this.schema = schema;
    this.sql = sql;
    this.statement = statement;
    this.result = result;
    this.atClose = atClose;
    this.allocator = ArrowMemory.allocator("rows");
    ArrowReader opened = null;
    try {
      opened =
          (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH);
      this.columns = columns(opened.getVectorSchemaRoot().getFieldVectors());
      this.reader = opened;
    } catch (IOException | SQLException | RuntimeException e) {
      closeQuietly(opened);
      allocator.close();
      throw e instanceof SQLException sqlError ? sqlError : new SQLException(e.getMessage(), e);
    }
  }

  private static void closeQuietly(@Nullable ArrowReader reader) {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      // The error that is on its way says more.
    }
  }

  private ArrowColumn[] columns(List<FieldVector> vectors) {
    ArrowColumn[] values = new ArrowColumn[vectors.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ArrowValues.of(vectors.get(i), schema.column(i).type());
    }
    return values;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    backend.requireStillOpen();
    if (++row < rows) {
      return true;
    }
    try {
      do {
        if (!reader.loadNextBatch()) {
          rows = 0;
          return false;
        }
        row = 0;
        rows = reader.getVectorSchemaRoot().getRowCount();
        for (ArrowColumn column : columns) {
          column.load();
        }
      } while (rows == 0);
      return true;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private MetaxyException failure(IOException e) {
    try {
      Connection connection = statement.getConnection();
      result.close();
      statement.close();
      return backend.failedReading(connection, sql, e);
    } catch (SQLException closing) {
      throw new IllegalStateException("the query's connection is gone", e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    return columns[column].get(row);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      reader.close();
      result.close();
      statement.close();
    } catch (IOException | SQLException e) {
      // The rows are read; a connection that is unwell shows it when it is used next.
    } finally {
      allocator.close();
      atClose.run();
    }
  }
}
