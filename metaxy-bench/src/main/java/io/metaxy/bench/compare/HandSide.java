package io.metaxy.bench.compare;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/** The same work by {@link HandSql}; what is read is looked at as bytes in Arrow's memory. */
final class HandSide implements Side {
  private final SampleData data;
  private final long rows;
  private final BufferAllocator memory = new RootAllocator();
  private @Nullable DuckDBConnection connection;

  HandSide(long rows, SampleData data) {
    this.rows = rows;
    this.data = data;
  }

  @Override
  public Map<String, Step> steps(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("storage_compatibility_version", "v1.4.0");
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("memory_limit", HandSql.MEMORY_LIMIT);
    DuckDBConnection open =
        DriverManager.getConnection("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
    connection = open;
    update(open, HandSql.CREATE);
    HeldSamples[] held = new HeldSamples[1];
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("write", () -> write(open, HandRows.of(data.all()), HandSql.WRITE_ROOT));
    steps.put("read", () -> read(open, HandSql.READ_ROOT));
    steps.put(
        "resolve_new",
        () -> {
          held[0] = held(open, HandSql.NEW);
          return held[0].size();
        });
    steps.put("write_leaf", () -> write(open, HandRows.of(held[0].cursor()), HandSql.WRITE_LEAF));
    steps.put("soft_delete", () -> update(open, HandSql.SOFT_DELETE));
    steps.put("read_deleted", () -> read(open, HandSql.READ_ROOT));
    steps.put(
        "- write changed", () -> write(open, HandRows.of(data.changed()), HandSql.WRITE_ROOT));
    steps.put("resolve_stale", () -> read(open, HandSql.NEW) + read(open, HandSql.STALE));
    steps.put("hard_delete", () -> update(open, HandSql.HARD_DELETE));
    steps.put(
        "hard_delete_rows",
        () -> {
          read(open, HandSql.COUNT_MATCHING);
          return update(open, HandSql.HARD_DELETE_ROWS);
        });
    return steps;
  }

  private long write(DuckDBConnection open, HandBatches.Source samples, String sql)
      throws Exception {
    try (HandBatches batches = new HandBatches(memory, samples);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(memory)) {
      Data.exportArrayStream(memory, batches, stream);
      open.registerArrowStream("samples", stream);
      return update(open, sql);
    }
  }

  private long read(DuckDBConnection open, String sql) throws Exception {
    CellBytes cells = new CellBytes();
    return read(open, sql, cells::look);
  }

  private HeldSamples held(DuckDBConnection open, String sql) throws Exception {
    HeldSamples held = new HeldSamples(rows);
    read(
        open,
        sql,
        batch -> {
          BigIntVector ids = (BigIntVector) batch.getVector(0);
          Float8Vector scores = (Float8Vector) batch.getVector(1);
          VarCharVector predictions = (VarCharVector) batch.getVector(2);
          VarCharVector provenances = (VarCharVector) batch.getVector(3);
          for (int i = 0; i < batch.getRowCount(); i++) {
            held.add(ids.get(i), scores.get(i), predictions.get(i), provenances.get(i));
          }
          return batch.getRowCount();
        });
    return held;
  }

  private interface Look {
    long at(VectorSchemaRoot batch);
  }

  private long read(DuckDBConnection open, String sql, Look look) throws Exception {
    long count = 0;
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery(sql);
        ArrowReader reader =
            (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, 16_384)) {
      while (reader.loadNextBatch()) {
        count += look.at(reader.getVectorSchemaRoot());
      }
    }
    return count;
  }

  private static long update(DuckDBConnection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
    memory.close();
  }
}
