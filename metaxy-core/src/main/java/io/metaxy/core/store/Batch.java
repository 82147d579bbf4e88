package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.provenance.SampleHash;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a write on their way into the engine: checked (rule W3) and with the system columns
 * filled in (rule W4).
 */
final class Batch implements RowCursor {
  private final GivenRows given;
  private final WriteStamp stamp;
  private final int userColumns;
  private final Schema schema;
  private final SystemPositions system;
  private final SampleIds ids;
  private final ContentProvenance content;
  private final @Nullable Object[] row;

  /** What all rows of a write share. */
  record WriteStamp(
      SampleHash hashes,
      String featureVersion,
      String projectVersion,
      Instant at,
      @Nullable String materializationId,
      boolean contentProvenance,
      boolean keepsVersions,
      @Nullable HistoryTimes history) {}

  Batch(RowCursor source, List<Column> user, List<String> ids, WriteStamp stamp) {
    this.given = new GivenRows(source, user, stamp.keepsVersions());
    this.stamp = stamp;
    this.userColumns = user.size();
    List<Column> all = new ArrayList<>(user);
    all.addAll(SystemColumns.SCHEMA.columns());
    this.schema = Schema.of(all);
    this.system = given.system();
    // A sample that keeps its version may come again in another one.
    this.ids = new SampleIds(given, ids, stamp.keepsVersions() ? stamp.featureVersion() : null);
    this.content = new ContentProvenance(user, ids, stamp.hashes());
    this.row = new @Nullable Object[schema.size()];
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    if (!given.next()) {
      return false;
    }
    for (int i = 0; i < userColumns; i++) {
      row[i] = given.user(i);
    }
    ids.read(row);
    if (stamp.history() == null) {
      ids.checkOnce();
    }
    fillSystemColumns();
    return true;
  }

  private void fillSystemColumns() {
    Map<String, @Nullable String> provenance =
        fields(SystemColumns.PROVENANCE_BY_FIELD, system.provenanceByField);
    if (provenance == null && stamp.contentProvenance() && system.provenanceByField < 0) {
      provenance = content.provenance(row);
    }
    if (provenance == null) {
      throw missingFields("has no " + SystemColumns.PROVENANCE_BY_FIELD);
    }
    for (String field : stamp.hashes().structKeys()) {
      if (!provenance.containsKey(field)) {
        throw missingFields(
            "has a " + SystemColumns.PROVENANCE_BY_FIELD + " without the field " + field);
      }
    }
    Object provenanceHash = given.system(SystemColumns.PROVENANCE, system.provenance);
    if (provenanceHash == null) {
      provenanceHash = stamp.hashes().of(provenance);
    }
    Map<String, @Nullable String> dataVersions =
        fields(SystemColumns.DATA_VERSION_BY_FIELD, system.dataVersionByField);
    Object dataVersion = given.system(SystemColumns.DATA_VERSION, system.dataVersion);
    if (dataVersion == null) {
      dataVersion =
          dataVersions == null || dataVersions.equals(provenance)
              ? provenanceHash
              : stamp.hashes().of(dataVersions);
    }
    Object createdAt = given.system(SystemColumns.CREATED_AT, system.createdAt);
    int i = userColumns;
    // In the order of SystemColumns.SCHEMA.
    row[i++] = provenance;
    row[i++] = provenanceHash;
    row[i++] =
        given.version(SystemColumns.FEATURE_VERSION, system.featureVersion, stamp.featureVersion());
    row[i++] =
        given.version(SystemColumns.PROJECT_VERSION, system.projectVersion, stamp.projectVersion());
    row[i++] = dataVersions == null ? provenance : dataVersions;
    row[i++] = dataVersion;
    row[i++] = createdAt == null ? stamp.at() : createdAt;
    row[i++] =
        stamp.history() == null ? stamp.at() : stamp.history().after(stamp.at(), given.source());
    row[i++] = given.system(SystemColumns.DELETED_AT, system.deletedAt);
    row[i] = stamp.materializationId();
  }

  @SuppressWarnings("unchecked") // Coercion to a map of texts makes it one.
  private @Nullable Map<String, @Nullable String> fields(String name, int position) {
    return (Map<String, @Nullable String>) given.system(name, position);
  }

  private MetaxyException missingFields(String what) {
    return new MetaxyException(
        ErrorCode.INVALID_ROWS,
        "Row " + given.number() + " (" + ids.text() + ") " + what + ".",
        "Give a map with a text for each field of the feature: "
            + String.join(", ", stamp.hashes().structKeys())
            + "; nothing was stored.");
  }

  @Override
  public @Nullable Object value(int column) {
    return row[column];
  }

  /** What has no data versions of its own has those of its provenance. */
  @Override
  public int originOf(int column) {
    if (system.dataVersionByField >= 0) {
      return column;
    }
    String name = schema.column(column).name();
    if (name.equals(SystemColumns.DATA_VERSION_BY_FIELD)) {
      return schema.indexOf(SystemColumns.PROVENANCE_BY_FIELD);
    }
    return name.equals(SystemColumns.DATA_VERSION) && system.dataVersion < 0
        ? schema.indexOf(SystemColumns.PROVENANCE)
        : column;
  }

  @Override
  public void close() {
    given.source().close();
  }
}
