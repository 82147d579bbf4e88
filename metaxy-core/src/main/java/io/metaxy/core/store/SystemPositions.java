package io.metaxy.core.store;

import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;

/** Where the system columns of rows to write are; -1 for one that they lack. */
final class SystemPositions {
  final int provenanceByField;
  final int provenance;
  final int dataVersionByField;
  final int dataVersion;
  final int featureVersion;
  final int projectVersion;
  final int createdAt;
  final int deletedAt;

  SystemPositions(Schema schema) {
    provenanceByField = schema.indexOf(SystemColumns.PROVENANCE_BY_FIELD);
    provenance = schema.indexOf(SystemColumns.PROVENANCE);
    dataVersionByField = schema.indexOf(SystemColumns.DATA_VERSION_BY_FIELD);
    dataVersion = schema.indexOf(SystemColumns.DATA_VERSION);
    featureVersion = schema.indexOf(SystemColumns.FEATURE_VERSION);
    projectVersion = schema.indexOf(SystemColumns.PROJECT_VERSION);
    createdAt = schema.indexOf(SystemColumns.CREATED_AT);
    deletedAt = schema.indexOf(SystemColumns.DELETED_AT);
  }
}
