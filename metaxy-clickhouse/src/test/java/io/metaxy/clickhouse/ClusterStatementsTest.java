package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureKey;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is said to a cluster. There is none among the tests, so that the text of the statements is
 * all that can be looked at.
 */
class ClusterStatementsTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.STRING),
          new Column("metaxy_feature_version", DataType.STRING));
  private static final List<String> KEYS = List.of("metaxy_feature_version", "sample_uid");

  private static final TableDdl.Features NEW = new TableDdl.Features(true, true);
  private static final TableDdl.Features OLD = new TableDdl.Features(false, false);

  private final TableDdl one = new TableDdl("", false, NEW);
  private final TableDdl replicated = new TableDdl("main", false, NEW);
  private final TableDdl sharded = new TableDdl("main", true, NEW);

  @Test
  void oneServerHasPlainTables() {
    assertThat(one.create("t", SCHEMA, KEYS))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS `t` (`sample_uid` Nullable(String),"
                + " `metaxy_feature_version` Nullable(String)) ENGINE = MergeTree ORDER BY"
                + " (`metaxy_feature_version`, `sample_uid`) SETTINGS allow_nullable_key = 1,"
                + " non_replicated_deduplication_window = 10000,"
                + " enable_block_number_column = 1, enable_block_offset_column = 1");
    assertThat(one.move("s", "t", "all"))
        .isEqualTo("ALTER TABLE `s` MOVE PARTITION ID 'all' TO TABLE `t`");
    assertThat(one.delete("t", "1")).isEqualTo("DELETE FROM `t` WHERE 1");
  }

  @Test
  void aClusterHasReplicatedTablesOnAllHosts() {
    assertThat(replicated.create("t", SCHEMA, KEYS))
        .singleElement()
        .asString()
        .startsWith("CREATE TABLE IF NOT EXISTS `t` ON CLUSTER `main` (")
        .contains("ENGINE = ReplicatedMergeTree ORDER BY");
    assertThat(replicated.createLike("s", "t", ""))
        .containsExactly(
            "CREATE TABLE `s` ON CLUSTER `main` AS `t` SETTINGS"
                + " max_bytes_to_merge_at_max_space_in_pool = 1,"
                + " replicated_deduplication_window = 10000");
    assertThat(new TableDdl("main", false, OLD).createLike("s", "t", ""))
        .containsExactly(
            "CREATE TABLE `s` ON CLUSTER `main` AS `t`",
            "ALTER TABLE `s` ON CLUSTER `main` MODIFY SETTING"
                + " max_bytes_to_merge_at_max_space_in_pool = 1,"
                + " replicated_deduplication_window = 10000");
    assertThat(replicated.rename("s", "t")).isEqualTo("RENAME TABLE `s` TO `t` ON CLUSTER `main`");
    // Replicas get the parts from the one that moved them.
    assertThat(replicated.move("s", "t", "all"))
        .isEqualTo("ALTER TABLE `s` MOVE PARTITION ID 'all' TO TABLE `t`");
    assertThat(replicated.drop("s"))
        .containsExactly("DROP TABLE IF EXISTS `s` ON CLUSTER `main` SYNC");
  }

  @Test
  void locksOfAClusterAreSeenByAllAtOnce() {
    assertThat(replicated.createLocks("l"))
        .contains("ON CLUSTER `main`", "ReplicatedReplacingMergeTree(turn)")
        .endsWith("SETTINGS replicated_deduplication_window = 10000");
    assertThat(replicated.lockReads()).isEqualTo(" SETTINGS select_sequential_consistency = 1");
    assertThat(replicated.lockWrites()).contains("insert_quorum = 'auto'");
    assertThat(one.lockReads() + one.lockWrites()).isEmpty();
  }

  @Test
  void chosenRowsAreChosenOnceForAllHosts() {
    assertThat(replicated.createAs("d", "SELECT 1 AS one"))
        .containsExactly(
            "CREATE TABLE `d` ON CLUSTER `main` ENGINE = ReplicatedMergeTree ORDER BY tuple()"
                + " EMPTY AS SELECT 1 AS one",
            "INSERT INTO `d` SELECT 1 AS one");
    assertThat(one.createAs("d", "SELECT 1 AS one"))
        .containsExactly("CREATE TABLE `d` ENGINE = MergeTree ORDER BY tuple() AS SELECT 1 AS one");
  }

  @Test
  void noFeatureHasATableOfTheStoresOwn() {
    assertThat(sharded.local("a__b")).isNotEqualTo(FeatureKey.of("a/b-local").tableName());
    for (String own : List.of(sharded.local("a__b"), Tables.staged("a__b", 1))) {
      // Names of features' tables have letters, digits and underscores (rule K2).
      assertThat(own).doesNotMatch("[a-z0-9_]+");
    }
  }

  @Test
  void aDistributedTableStandsInFrontOfShards() {
    assertThat(sharded.create("t", SCHEMA, KEYS))
        .last()
        .isEqualTo(
            "CREATE TABLE IF NOT EXISTS `t` ON CLUSTER `main` AS `metaxy-local__t` ENGINE ="
                + " Distributed('main', currentDatabase(), 'metaxy-local__t', cityHash64(`sample_uid`))");
    assertThat(sharded.front("t", "metaxy_feature_version, sample_uid, `odd name`"))
        .endsWith("'metaxy-local__t', cityHash64(sample_uid, `odd name`))");
    assertThat(sharded.move("s", "t", "all"))
        .isEqualTo(
            "ALTER TABLE `metaxy-local__s` ON CLUSTER `main` MOVE PARTITION ID 'all' TO TABLE `metaxy-local__t`");
    assertThat(sharded.delete("t", "1"))
        .isEqualTo("DELETE FROM `metaxy-local__t` ON CLUSTER `main` WHERE 1");
    assertThat(sharded.addColumns("t", List.of(new Column("n", DataType.INT64))))
        .containsExactly(
            "ALTER TABLE `metaxy-local__t` ON CLUSTER `main` ADD COLUMN IF NOT EXISTS `n` Nullable(Int64)",
            "ALTER TABLE `t` ON CLUSTER `main` ADD COLUMN IF NOT EXISTS `n` Nullable(Int64)");
    assertThat(ClusterSettings.of("main", true))
        .containsEntry("distributed_foreground_insert", "1")
        .containsEntry("distributed_product_mode", "global");
  }
}
