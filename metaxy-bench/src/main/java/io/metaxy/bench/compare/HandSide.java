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
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;

/**
 * The same work as a person would write it for these two tables: fixed columns, hashes inside
 * DuckDB, rows of the same time left to chance, and what is read looked at as bytes in Arrow's
 * memory.
 */
final class HandSide implements Side {
  private static final String TIME =
      "coalesce(%1$s.metaxy_deleted_at, %1$s.metaxy_updated_at, %1$s.metaxy_created_at)";

  private static final String LATEST =
      "NOT EXISTS (SELECT 1 FROM root AS n WHERE n.sample_uid = r.sample_uid AND "
          + String.format(TIME, "n")
          + " > "
          + String.format(TIME, "r")
          + ")";

  private static final String RANKED =
      "SELECT * EXCLUDE k FROM (SELECT *, row_number() OVER (PARTITION BY sample_uid ORDER BY "
          + String.format(TIME, "r")
          + " DESC) AS k FROM root AS r WHERE metaxy_feature_version = '1') WHERE k = 1 AND"
          + " metaxy_deleted_at IS NULL";

  private final long rows;
  private final BufferAllocator memory = new RootAllocator();
  private @Nullable DuckDBConnection connection;

  HandSide(long rows) {
    this.rows = rows;
  }

  @Override
  public Map<String, Step> steps(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("storage_compatibility_version", "v1.4.0");
    settings.setProperty("jdbc_stream_results", "true");
    DuckDBConnection open =
        DriverManager.getConnection("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
    connection = open;
    update(
        open,
        "CREATE TABLE root (sample_uid BIGINT, score DOUBLE, metaxy_provenance_by_field MAP(VARCHAR,"
            + " VARCHAR), metaxy_provenance VARCHAR, metaxy_feature_version VARCHAR,"
            + " metaxy_project_version VARCHAR, metaxy_data_version_by_field MAP(VARCHAR, VARCHAR),"
            + " metaxy_data_version VARCHAR, metaxy_created_at TIMESTAMPTZ, metaxy_updated_at"
            + " TIMESTAMPTZ, metaxy_deleted_at TIMESTAMPTZ, metaxy_materialization_id VARCHAR)");
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("write", () -> write(open, Samples.of(rows)));
    steps.put("read", () -> read(open, RANKED));
    steps.put(
        "soft_delete",
        () ->
            update(
                open,
                "INSERT INTO root SELECT * REPLACE (now() AS metaxy_deleted_at) FROM root AS r WHERE"
                    + " score < 0.1 AND metaxy_deleted_at IS NULL AND "
                    + LATEST));
    steps.put("read_deleted", () -> read(open, RANKED));
    steps.put("- write changed", () -> write(open, Samples.changed(rows)));
    steps.put(
        "hard_delete",
        () ->
            update(
                open,
                "DELETE FROM root WHERE sample_uid IN (SELECT sample_uid FROM root AS r WHERE score"
                    + " >= 0.9 AND "
                    + LATEST
                    + ")"));
    return steps;
  }

  private long write(DuckDBConnection open, Samples samples) throws Exception {
    try (HandBatches batches = new HandBatches(memory, samples);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(memory)) {
      Data.exportArrayStream(memory, batches, stream);
      open.registerArrowStream("samples", stream);
      return update(
          open,
          "INSERT INTO root SELECT id, score, fields, hash, '1', '1', fields, hash, now(), now(),"
              + " NULL, NULL FROM (SELECT id, score, MAP {'audio': audio, 'frames': frames} AS"
              + " fields, left(md5('audio|' || audio || '|frames|' || frames), 8) AS hash FROM"
              + " samples)");
    }
  }

  private long read(DuckDBConnection open, String sql) throws Exception {
    long count = 0;
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery(sql);
        ArrowReader reader =
            (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(memory, 16_384)) {
      CellBytes cells = new CellBytes();
      while (reader.loadNextBatch()) {
        count += cells.look(reader.getVectorSchemaRoot());
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
