package io.metaxy.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The same work in statements that a person would write for this one table: same columns, indexes
 * and values, latest rows by the row number of the newest, which is fast and leaves ties to chance.
 */
final class JdbcParticipant implements Participant {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String VERSION = "0123abcd";
  private static final String TIME =
      "coalesce(metaxy_deleted_at, metaxy_updated_at, metaxy_created_at)";
  private static final String LATEST =
      "(SELECT t.* FROM (SELECT rowid AS r, max("
          + TIME
          + ") FROM bench__root WHERE metaxy_feature_version = '"
          + VERSION
          + "' GROUP BY sample_uid) g JOIN bench__root t ON t.rowid = g.r)";

  private final Connection connection;

  JdbcParticipant(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    execute(
        "CREATE TABLE bench__root (sample_uid BIGINT, score \"FLOAT64 BLOB\","
            + " metaxy_provenance_by_field TEXT, metaxy_provenance TEXT,"
            + " metaxy_feature_version TEXT, metaxy_project_version TEXT,"
            + " metaxy_data_version_by_field TEXT, metaxy_data_version TEXT,"
            + " metaxy_created_at TIMESTAMP, metaxy_updated_at TIMESTAMP,"
            + " metaxy_deleted_at TIMESTAMP, metaxy_materialization_id TEXT)");
    execute(
        "CREATE INDEX latest ON bench__root (metaxy_feature_version, sample_uid, " + TIME + ")");
    execute("CREATE INDEX time ON bench__root (" + TIME + ")");
  }

  @Override
  public String name() {
    return "by hand";
  }

  @Override
  public long write(long rows) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    HexFormat hex = HexFormat.of();
    long now = System.currentTimeMillis() * 1000;
    execute("BEGIN IMMEDIATE");
    try (Samples samples = new Samples(rows);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO bench__root VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)")) {
      long count = 0;
      while (samples.next()) {
        String audio = samples.provenance().get("audio");
        String frames = samples.provenance().get("frames");
        String map = "{\"audio\":\"" + audio + "\",\"frames\":\"" + frames + "\"}";
        String hash =
            hex.formatHex(md5.digest((audio + "|" + frames).getBytes(StandardCharsets.UTF_8)))
                .substring(0, 8);
        insert.setLong(1, samples.id());
        insert.setDouble(2, samples.score());
        insert.setString(3, map);
        insert.setString(4, hash);
        insert.setString(5, VERSION);
        insert.setString(6, "project1");
        insert.setString(7, map);
        insert.setString(8, hash);
        insert.setLong(9, now);
        insert.setLong(10, now);
        insert.addBatch();
        if (++count % 1000 == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      execute("COMMIT");
      return count;
    }
  }

  @Override
  public long read() throws SQLException, IOException {
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM " + LATEST + " WHERE metaxy_deleted_at IS NULL")) {
      while (rows.next()) {
        Blackhole.take(rows.getLong(1));
        Blackhole.take(rows.getDouble(2));
        // The same values as a store gives: maps and instants, not their texts and numbers.
        String provenance = rows.getString(3);
        Map<String, String> map = map(provenance);
        Blackhole.take(map);
        String dataVersions = rows.getString(7);
        Blackhole.take(dataVersions.equals(provenance) ? map : map(dataVersions));
        for (int text : new int[] {4, 5, 6, 8}) {
          Blackhole.take(rows.getString(text));
        }
        for (int time = 9; time <= 11; time++) {
          long micros = rows.getLong(time);
          Blackhole.take(rows.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
        Blackhole.take(rows.getString(12));
        count++;
      }
    }
    return count;
  }

  private static Map<String, String> map(String text) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        map.put(name, json.getText());
      }
    }
    return map;
  }

  @Override
  public long softDelete() throws SQLException {
    execute("BEGIN IMMEDIATE");
    long rows =
        execute(
            "INSERT INTO bench__root SELECT sample_uid, score, metaxy_provenance_by_field,"
                + " metaxy_provenance, metaxy_feature_version, metaxy_project_version,"
                + " metaxy_data_version_by_field, metaxy_data_version, metaxy_created_at,"
                + " metaxy_updated_at, (SELECT max("
                + TIME
                + ") + 1 FROM bench__root), metaxy_materialization_id FROM "
                + LATEST
                + " WHERE metaxy_deleted_at IS NULL AND score < 0.1");
    execute("COMMIT");
    return rows;
  }

  @Override
  public long hardDelete() throws SQLException {
    execute("BEGIN IMMEDIATE");
    long rows =
        execute(
            "DELETE FROM bench__root WHERE metaxy_feature_version = '"
                + VERSION
                + "' AND sample_uid IN (SELECT sample_uid FROM "
                + LATEST
                + " WHERE score >= 0.9)");
    execute("COMMIT");
    return rows;
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
