package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that make and change tables, on one server or on a cluster.
 *
 * @param cluster the cluster's name; empty without one
 * @param sequentialReads whether a read on a cluster must see what was written before
 * @param lightweightUpdates whether rows are marked as deleted without a mutation
 */
record TableDdl(String cluster, boolean sequentialReads, boolean lightweightUpdates) {
  /** The Python library keeps times of its system tables without a zone. */
  private static final String SYSTEM_TABLES = "metaxy_system__";

  /** A name, quoted. */
  String name(String table) {
    return Escapes.identifier(table);
  }

  private String onCluster() {
    return cluster.isEmpty() ? "" : " ON CLUSTER " + Escapes.identifier(cluster);
  }

  private String engine(String family) {
    return cluster.isEmpty() ? family : "Replicated" + family;
  }

  /** What a query ends with that must see all that was written before. */
  String freshReads() {
    return sequentialReads ? " SETTINGS select_sequential_consistency = 1" : "";
  }

  /** The table of locks: the last row of each table counts. */
  String createLocks(String table) {
    String window =
        cluster.isEmpty() ? "non_replicated_deduplication_window" : "replicated_deduplication_window";
    return "CREATE TABLE IF NOT EXISTS "
        + name(table)
        + onCluster()
        + " (table_name String, turn UInt64, owner String, until DateTime64(6, 'UTC')) ENGINE = "
        + engine("ReplacingMergeTree")
        + "(turn) ORDER BY table_name SETTINGS "
        + window
        + " = 10000";
  }

  /** A table of rows, in the order in which latest rows are found. */
  String create(String table, Schema schema, List<String> keys) {
    List<String> settings = new ArrayList<>();
    settings.add("allow_nullable_key = 1");
    if (lightweightUpdates) {
      settings.add("enable_block_number_column = 1");
      settings.add("enable_block_offset_column = 1");
    }
    return "CREATE TABLE "
        + name(table)
        + onCluster()
        + " ("
        + schema.columns().stream()
            .map(column -> column(table, column))
            .collect(Collectors.joining(", "))
        + ") ENGINE = "
        + engine("MergeTree")
        + " ORDER BY ("
        + keys.stream().map(this::name).collect(Collectors.joining(", "))
        + ") SETTINGS "
        + String.join(", ", settings);
  }

  private String column(String table, Column column) {
    String comment = ByteLeaves.comment(column.type());
    return name(column.name())
        + " "
        + type(table, column.type())
        + (comment.isEmpty() ? "" : " COMMENT " + Escapes.literal(comment));
  }

  private static String type(String table, DataType type) {
    return table.startsWith(SYSTEM_TABLES) && type == DataType.TIMESTAMP
        ? "Nullable(DateTime64(6))"
        : ClickHouseTypes.declared(type);
  }

  /** An empty table of the same form. */
  List<String> createLike(String table, String model) {
    return List.of(
        "CREATE TABLE " + name(table) + onCluster() + " AS " + name(model),
        // Numbers of rows that a merge fixed would not hold in the other table.
        "ALTER TABLE "
            + name(table)
            + onCluster()
            + " MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1,"
            + " non_replicated_deduplication_window = 10000");
  }

  /** A table of the rows of a query. */
  String createAs(String table, String query) {
    return "CREATE TABLE "
        + name(table)
        + onCluster()
        + " ENGINE = "
        + engine("MergeTree")
        + " ORDER BY tuple() AS "
        + query;
  }

  String addColumns(String table, List<Column> columns) {
    return "ALTER TABLE "
        + name(table)
        + onCluster()
        + " "
        + columns.stream()
            .map(column -> "ADD COLUMN IF NOT EXISTS " + column(table, column))
            .collect(Collectors.joining(", "));
  }

  String rename(String from, String to) {
    return "RENAME TABLE " + name(from) + " TO " + name(to) + onCluster();
  }

  /** All rows go from one table to the other at once. */
  String move(String from, String to, String partition) {
    return "ALTER TABLE " + name(from) + " MOVE PARTITION " + partition + " TO TABLE " + name(to);
  }

  String drop(String table) {
    return "DROP TABLE IF EXISTS " + name(table) + onCluster() + " SYNC";
  }
}
