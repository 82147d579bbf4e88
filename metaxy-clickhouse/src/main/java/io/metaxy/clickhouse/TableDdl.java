package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that make and change tables. On a cluster they run on all its hosts, with engines
 * that replicate; where rows are spread over shards, a {@code Distributed} table stands in front of
 * the tables that have them.
 *
 * @param cluster the cluster's name; empty without one
 * @param distributed whether rows are spread over shards
 * @param features what the server can do
 */
record TableDdl(String cluster, boolean distributed, Features features) {
  /** The Python library keeps times of its system tables without a zone. */
  private static final String SYSTEM_TABLES = "metaxy_system__";

  /** What the names of tables that hold a shard's rows begin with; keys have no such names. */
  static final String LOCAL = "metaxy-local__";

  /**
   * What not every version of the server can do.
   *
   * @param lightweightUpdates whether it marks rows as deleted without a mutation
   * @param inheritedEngines whether a table like another one may have more settings
   */
  record Features(boolean lightweightUpdates, boolean inheritedEngines) {}

  /** A name, quoted. */
  static String name(String table) {
    return Escapes.identifier(table);
  }

  private static String names(List<String> columns) {
    return columns.stream().map(TableDdl::name).collect(Collectors.joining(", "));
  }

  private String onCluster() {
    return cluster.isEmpty() ? "" : " ON CLUSTER " + name(cluster);
  }

  private String engine(String family) {
    return cluster.isEmpty() ? family : "Replicated" + family;
  }

  private String deduplicationWindow() {
    return (cluster.isEmpty() ? "non_replicated_" : "replicated_") + "deduplication_window = 10000";
  }

  /** The table that has the rows of {@code table}, on each shard. */
  String local(String table) {
    return distributed ? LOCAL + table : table;
  }

  /** What is known of the parts of tables on all hosts. */
  String parts() {
    return distributed ? "cluster(" + Escapes.literal(cluster) + ", system.parts)" : "system.parts";
  }

  /** What a query of the locks ends with: it must see each row that was inserted. */
  String lockReads() {
    return cluster.isEmpty() ? "" : " SETTINGS select_sequential_consistency = 1";
  }

  /** The same for what inserts that row. */
  String lockWrites() {
    return cluster.isEmpty() ? "" : ", insert_quorum = 'auto', insert_quorum_parallel = 0";
  }

  /** The table of locks: the last row of each table counts. */
  String createLocks(String table) {
    return "CREATE TABLE IF NOT EXISTS "
        + name(table)
        + onCluster()
        + " (table_name String, turn UInt64, owner String, until DateTime64(6, 'UTC')) ENGINE = "
        + engine("ReplacingMergeTree")
        + "(turn) ORDER BY table_name SETTINGS "
        + deduplicationWindow();
  }

  /** A table of rows, in the order in which latest rows are found. */
  List<String> create(String table, Schema schema, List<String> keys) {
    List<String> settings = new ArrayList<>();
    settings.add("allow_nullable_key = 1");
    // While it is staged; see published.
    settings.add(deduplicationWindow());
    if (features.lightweightUpdates()) {
      settings.add("enable_block_number_column = 1");
      settings.add("enable_block_offset_column = 1");
    }
    return withFront(
        table,
        names(keys),
        "CREATE TABLE IF NOT EXISTS "
            + name(local(table))
            + onCluster()
            + " ("
            + schema.columns().stream()
                .map(column -> column(table, column))
                .collect(Collectors.joining(", "))
            + ") ENGINE = "
            + engine("MergeTree")
            + " ORDER BY ("
            + names(keys)
            + ") SETTINGS "
            + String.join(", ", settings));
  }

  private List<String> withFront(String table, String sortingKey, String... statements) {
    List<String> all = new ArrayList<>(List.of(statements));
    if (distributed) {
      all.add(front(table, sortingKey));
    }
    return all;
  }

  /** The rows of a sample are on one shard. */
  String front(String table, String sortingKey) {
    String ids =
        sortingKey.replaceFirst("^`?" + SystemColumns.FEATURE_VERSION + "`?(, )?", "").strip();
    return "CREATE TABLE IF NOT EXISTS "
        + name(table)
        + onCluster()
        + " AS "
        + name(local(table))
        + " ENGINE = Distributed("
        + Escapes.literal(cluster)
        + ", currentDatabase(), "
        + Escapes.literal(local(table))
        + ", "
        + (ids.isEmpty() ? "rand()" : "cityHash64(" + ids + ")")
        + ")";
  }

  private static String column(String table, Column column) {
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

  /**
   * An empty table of the same form.
   *
   * @param sortingKey of {@code model}, if it is distributed
   */
  List<String> createLike(String table, String model, String sortingKey) {
    String create =
        "CREATE TABLE " + name(local(table)) + onCluster() + " AS " + name(local(model));
    // Numbers of rows that a merge fixed would not hold in the other table.
    String settings = "max_bytes_to_merge_at_max_space_in_pool = 1, " + deduplicationWindow();
    return features.inheritedEngines()
        ? withFront(table, sortingKey, create + " SETTINGS " + settings)
        : withFront(
            table,
            sortingKey,
            create,
            "ALTER TABLE " + name(local(table)) + onCluster() + " MODIFY SETTING " + settings);
  }

  /** A table of the rows of a query. */
  List<String> createAs(String table, String query) {
    String form =
        "CREATE TABLE "
            + name(local(table))
            + onCluster()
            + " ENGINE = "
            + engine("MergeTree")
            + " ORDER BY tuple()";
    if (cluster.isEmpty()) {
      return List.of(form + " AS " + query);
    }
    // Each host would run the query by itself.
    List<String> statements = withFront(table, "", form + " EMPTY AS " + query);
    statements.add("INSERT INTO " + name(table) + " " + query);
    return statements;
  }

  List<String> addColumns(String table, List<Column> columns) {
    String added =
        columns.stream()
            .map(column -> "ADD COLUMN IF NOT EXISTS " + column(table, column))
            .collect(Collectors.joining(", "));
    List<String> statements = new ArrayList<>();
    statements.add("ALTER TABLE " + name(local(table)) + onCluster() + " " + added);
    if (distributed) {
      statements.add("ALTER TABLE " + name(table) + onCluster() + " " + added);
    }
    return statements;
  }

  /** What a staged table gets before it is the feature's: others may insert the same rows twice. */
  String published(String staged) {
    return "ALTER TABLE "
        + name(local(staged))
        + onCluster()
        + " RESET SETTING "
        + (cluster.isEmpty() ? "non_replicated_" : "replicated_")
        + "deduplication_window";
  }

  String rename(String from, String to) {
    return "RENAME TABLE " + name(local(from)) + " TO " + name(local(to)) + onCluster();
  }

  /** The rows of a partition go from one table to the other at once, on each shard. */
  String move(String from, String to, String partition) {
    return "ALTER TABLE "
        + name(local(from))
        + (distributed ? onCluster() : "")
        + " MOVE PARTITION ID "
        + Escapes.literal(partition)
        + " TO TABLE "
        + name(local(to));
  }

  String delete(String table, String condition) {
    return "DELETE FROM "
        + name(local(table))
        + (distributed ? onCluster() : "")
        + " WHERE "
        + condition;
  }

  List<String> drop(String table) {
    String rows = "DROP TABLE IF EXISTS " + name(local(table)) + onCluster() + " SYNC";
    return distributed
        ? List.of("DROP TABLE IF EXISTS " + name(table) + onCluster() + " SYNC", rows)
        : List.of(rows);
  }
}
