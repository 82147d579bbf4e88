package io.metaxy.bench.compare;

/**
 * The statements that a person would write for these two tables: fixed columns, hashes inside
 * DuckDB, rows of the same time left to chance.
 */
final class HandSql {
  /**
   * What DuckDB may take beside the heap, here and in the store: it would take most of a machine.
   */
  static final String MEMORY_LIMIT = "2500MB";

  private static final String COLUMNS =
      "(sample_uid BIGINT, score DOUBLE, metaxy_provenance_by_field MAP(VARCHAR, VARCHAR),"
          + " metaxy_provenance VARCHAR, metaxy_feature_version VARCHAR, metaxy_project_version"
          + " VARCHAR, metaxy_data_version_by_field MAP(VARCHAR, VARCHAR), metaxy_data_version"
          + " VARCHAR, metaxy_created_at TIMESTAMPTZ, metaxy_updated_at TIMESTAMPTZ,"
          + " metaxy_deleted_at TIMESTAMPTZ, metaxy_materialization_id VARCHAR)";

  private static final String TIME =
      "coalesce(%1$s.metaxy_deleted_at, %1$s.metaxy_updated_at, %1$s.metaxy_created_at)";

  private static final String LATEST =
      "NOT EXISTS (SELECT 1 FROM root AS n WHERE n.sample_uid = r.sample_uid AND "
          + String.format(TIME, "n")
          + " > "
          + String.format(TIME, "r")
          + ")";

  static final String CREATE = "CREATE TABLE root " + COLUMNS + "; CREATE TABLE leaf " + COLUMNS;

  static final String WRITE_ROOT =
      "INSERT INTO root SELECT id, score, fields, hash, '1', '1', fields, hash, now(), now(), NULL,"
          + " NULL FROM (SELECT id, score, MAP {'audio': first, 'frames': second} AS fields,"
          + " left(md5(first || '|' || second), 8) AS hash FROM samples)";

  static final String WRITE_LEAF =
      "INSERT INTO leaf SELECT id, score, fields, second, '1', '1', fields, second, now(), now(),"
          + " NULL, NULL FROM (SELECT id, score, MAP {'prediction': first} AS fields, second FROM"
          + " samples)";

  static final String READ_ROOT = live("root");

  static final String SOFT_DELETE =
      "INSERT INTO root SELECT * REPLACE (now() AS metaxy_deleted_at) FROM root AS r WHERE score <"
          + " 0.1 AND metaxy_deleted_at IS NULL AND "
          + LATEST;

  static final String HARD_DELETE =
      "DELETE FROM root WHERE sample_uid IN (SELECT sample_uid FROM root AS r WHERE score >= 0.9"
          + " AND "
          + LATEST
          + ")";

  /** How many samples will lose rows, which a receipt says. */
  static final String COUNT_MATCHING =
      "SELECT count(DISTINCT sample_uid) FROM root WHERE score >= 0.8";

  static final String HARD_DELETE_ROWS = "DELETE FROM root WHERE score >= 0.8";

  static final String NEW = resolved("LEFT JOIN", "l.sample_uid IS NULL");

  static final String STALE = resolved("JOIN", "l.metaxy_provenance <> left(md5(prediction), 8)");

  private HandSql() {}

  private static String live(String table) {
    return "SELECT * EXCLUDE k FROM (SELECT *, row_number() OVER (PARTITION BY sample_uid ORDER BY "
        + String.format(TIME, "r")
        + " DESC) AS k FROM "
        + table
        + " AS r WHERE metaxy_feature_version = '1') WHERE k = 1 AND metaxy_deleted_at IS NULL";
  }

  /** What is to be computed anew of the leaf: id, score, prediction, provenance. */
  private static String resolved(String join, String condition) {
    return "SELECT r.sample_uid, r.score, prediction, left(md5(prediction), 8) FROM (SELECT"
        + " sample_uid, score, left(md5('prediction|1|bench/root.audio|' ||"
        + " metaxy_data_version_by_field['audio'] || '|bench/root.frames|' ||"
        + " metaxy_data_version_by_field['frames']), 8) AS prediction FROM ("
        + live("root")
        + ")) AS r "
        + join
        + " ("
        + live("leaf")
        + ") AS l USING (sample_uid) WHERE "
        + condition.replace("l.sample_uid", "l.metaxy_feature_version");
  }
}
