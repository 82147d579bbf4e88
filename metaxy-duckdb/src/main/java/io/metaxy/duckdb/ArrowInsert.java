package io.metaxy.duckdb;

import io.metaxy.schema.RowCursor;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** Rows that go into a table as Arrow batches, which DuckDB pulls. */
final class ArrowInsert {
  private static final AtomicLong NUMBER = new AtomicLong();

  private ArrowInsert() {}

  /** Runs {@code insert}, which ends where the name of the rows is to stand. */
  static long run(DuckDBConnection connection, String insert, RowCursor rows) throws SQLException {
    return use(
        connection,
        rows,
        ArrowBatches.OF_A_TABLE,
        (statement, name) -> statement.executeLargeUpdate(insert + name));
  }

  /** Gives the rows, in batches of so many, a name by which {@code use} has them once. */
  static <T> T use(DuckDBConnection connection, RowCursor rows, int batch, NamedRows.Use<T> use)
      throws SQLException {
    String name = "metaxy-rows-" + NUMBER.incrementAndGet();
    OncePerRow once = OncePerRow.of(rows);
    try (BufferAllocator allocator = ArrowMemory.allocator(name);
        ArrowBatches batches = new ArrowBatches(allocator, once, batch);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, batches, stream);
      connection.registerArrowStream(name, stream);
      try (Statement statement = connection.createStatement()) {
        return use.of(statement, once.relation(DuckDbTypes.quoted(name)));
      } catch (SQLException e) {
        // DuckDB knows only that a batch did not come; the rows know why.
        batches.throwFailure();
        throw e;
      }
    }
  }
}
