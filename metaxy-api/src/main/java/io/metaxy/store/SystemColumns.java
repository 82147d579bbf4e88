package io.metaxy.store;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;

/** The system columns of every feature's table (rule C1), in the order of the Python library. */
public final class SystemColumns {
  /** What every system column's name begins with (rule K3). */
  public static final String PREFIX = "metaxy_";

  /** From field to the hash of what the field was made from. */
  public static final String PROVENANCE_BY_FIELD = "metaxy_provenance_by_field";

  /** The hash of the fields' provenances. */
  public static final String PROVENANCE = "metaxy_provenance";

  /** From field to the version of its data; the provenance unless the writer says otherwise. */
  public static final String DATA_VERSION_BY_FIELD = "metaxy_data_version_by_field";

  /** The hash of the fields' data versions. */
  public static final String DATA_VERSION = "metaxy_data_version";

  /** The feature version that wrote the row. */
  public static final String FEATURE_VERSION = "metaxy_feature_version";

  /** The version of the project that wrote the row. */
  public static final String PROJECT_VERSION = "metaxy_project_version";

  /** When the sample was written first, as far as the writer says. */
  public static final String CREATED_AT = "metaxy_created_at";

  /** When the row was written. */
  public static final String UPDATED_AT = "metaxy_updated_at";

  /** When the sample was deleted; not null makes the row a tombstone. */
  public static final String DELETED_AT = "metaxy_deleted_at";

  /** The run that made the row. */
  public static final String MATERIALIZATION_ID = "metaxy_materialization_id";

  /** Names and types. */
  public static final Schema SCHEMA =
      Schema.of(
          new Column(PROVENANCE_BY_FIELD, DataType.STRING_MAP),
          new Column(PROVENANCE, DataType.STRING),
          new Column(FEATURE_VERSION, DataType.STRING),
          new Column(PROJECT_VERSION, DataType.STRING),
          new Column(DATA_VERSION_BY_FIELD, DataType.STRING_MAP),
          new Column(DATA_VERSION, DataType.STRING),
          new Column(CREATED_AT, DataType.TIMESTAMP),
          new Column(UPDATED_AT, DataType.TIMESTAMP),
          new Column(DELETED_AT, DataType.TIMESTAMP),
          new Column(MATERIALIZATION_ID, DataType.STRING));

  private SystemColumns() {}

  /**
   * Whether {@code column} belongs to the system by its name (rule K3): it begins with {@link
   * #PREFIX}, in small letters or capitals, which not every engine tells apart.
   */
  public static boolean isReserved(String column) {
    return column.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Whether {@code column} is one of them. */
  public static boolean contains(String column) {
    return SCHEMA.has(column);
  }
}
