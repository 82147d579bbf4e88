package io.metaxy.bench;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * The same work in statements that a person would write for this one table, through ClickHouse's
 * client: same columns, order key and values, latest rows by {@code LIMIT 1 BY}.
 */
final class ClientParticipant implements Participant {
  private static final String VERSION = "0123abcd";
  private static final String TIME =
      "coalesce(metaxy_deleted_at, metaxy_updated_at, metaxy_created_at)";
  private static final String LATEST =
      "(SELECT * FROM bench__root WHERE metaxy_feature_version = '"
          + VERSION
          + "' ORDER BY sample_uid, "
          + TIME
          + " DESC LIMIT 1 BY sample_uid)";

  private final Client client;

  ClientParticipant(ClickHouseServer server, String database) throws Exception {
    client = server.client(database);
    run(
        "CREATE TABLE bench__root (sample_uid Nullable(Int64), score Nullable(Float64),"
            + " metaxy_provenance_by_field Map(String, Nullable(String)),"
            + " metaxy_provenance Nullable(String), metaxy_feature_version Nullable(String),"
            + " metaxy_project_version Nullable(String),"
            + " metaxy_data_version_by_field Map(String, Nullable(String)),"
            + " metaxy_data_version Nullable(String),"
            + " metaxy_created_at Nullable(DateTime64(6, 'UTC')),"
            + " metaxy_updated_at Nullable(DateTime64(6, 'UTC')),"
            + " metaxy_deleted_at Nullable(DateTime64(6, 'UTC')),"
            + " metaxy_materialization_id Nullable(String)) ENGINE = MergeTree"
            + " ORDER BY (metaxy_feature_version, sample_uid) SETTINGS allow_nullable_key = 1");
  }

  @Override
  public String name() {
    return "by hand";
  }

  @Override
  public long write(long rows) throws Exception {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    var schema = client.getTableSchema("bench__root");
    // One block whatever its size, so that all rows or none are there.
    InsertSettings settings =
        new InsertSettings()
            .serverSetting("max_insert_block_size", "1000000000")
            .serverSetting("min_insert_block_size_rows", "0")
            .serverSetting("min_insert_block_size_bytes", "0");
    try (InsertResponse response =
        client
            .insert(
                "bench__root",
                out -> {
                  var writer =
                      new RowBinaryFormatWriter(
                          out, schema, ClickHouseFormat.RowBinaryWithDefaults);
                  try (Samples samples = new Samples(rows)) {
                    while (samples.next()) {
                      Map<String, String> fields = samples.provenance();
                      String text = fields.get("audio") + "|" + fields.get("frames");
                      String hash =
                          Integer.toUnsignedString(
                              Hashing.xxh32()
                                  .hashBytesToInt(text.getBytes(StandardCharsets.UTF_8)));
                      hash = hash.substring(0, Math.min(8, hash.length()));
                      writer.setLong(1, samples.id());
                      writer.setDouble(2, samples.score());
                      writer.setValue(3, fields);
                      writer.setString(4, hash);
                      writer.setString(5, VERSION);
                      writer.setString(6, "project1");
                      writer.setValue(7, fields);
                      writer.setString(8, hash);
                      writer.setDateTime(9, now);
                      writer.setDateTime(10, now);
                      writer.commitRow();
                    }
                  }
                },
                ClickHouseFormat.RowBinaryWithDefaults,
                settings)
            .get()) {
      return response.getWrittenRows();
    }
  }

  @Override
  public long read() throws Exception {
    long count = 0;
    try (QueryResponse response =
            client
                .query(
                    "SELECT * FROM " + LATEST + " WHERE metaxy_deleted_at IS NULL",
                    new QuerySettings().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes))
                .get();
        ClickHouseBinaryFormatReader rows = client.newBinaryFormatReader(response)) {
      while (rows.next() != null) {
        Blackhole.take(rows.getLong(1));
        Blackhole.take(rows.getDouble(2));
        Blackhole.take(rows.readValue(3));
        Blackhole.take(rows.readValue(7));
        for (int text : new int[] {4, 5, 6, 8, 12}) {
          Blackhole.take(rows.getString(text));
        }
        for (int time = 9; time <= 11; time++) {
          Blackhole.take(rows.hasValue(time) ? rows.getInstant(time) : null);
        }
        count++;
      }
    }
    return count;
  }

  @Override
  public long softDelete() throws Exception {
    return run(
        "INSERT INTO bench__root SELECT * REPLACE ((SELECT max("
            + TIME
            + ") + toIntervalMicrosecond(1) FROM bench__root) AS metaxy_deleted_at)"
            // Inside, where the new time does not hide the old one.
            + " FROM (SELECT * FROM "
            + LATEST
            + " WHERE metaxy_deleted_at IS NULL AND score < 0.1)");
  }

  @Override
  public long hardDelete() throws Exception {
    long before = number("SELECT count() FROM bench__root");
    run(
        "DELETE FROM bench__root WHERE metaxy_feature_version = '"
            + VERSION
            + "' AND sample_uid IN (SELECT sample_uid FROM "
            + LATEST
            + " WHERE score >= 0.9)");
    return before - number("SELECT count() FROM bench__root");
  }

  private long number(String sql) throws Exception {
    return client.queryAll(sql).get(0).getLong(1);
  }

  private long run(String sql) throws Exception {
    try (QueryResponse response = client.query(sql).get()) {
      return response.getWrittenRows();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
