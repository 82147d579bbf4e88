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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a write on their way into the engine: checked (rule W3) and with the system columns
 * filled in (rule W4).
 */
final class Batch implements RowCursor {
  private final RowCursor source;
  private final WriteStamp stamp;
  private final List<Column> user;
  private final Schema schema;
  private final int[] userSource;
  private final int[] idPositions;
  private final SystemPositions system;
  private final ContentProvenance content;
  private final SampleSet samples = new SampleSet();
  private final Object[] ids;
  private final @Nullable Object[] row;
  private long number;

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
    this.source = source;
    this.stamp = stamp;
    this.user = user;
    List<Column> all = new ArrayList<>(user);
    all.addAll(SystemColumns.SCHEMA.columns());
    this.schema = Schema.of(all);
    this.userSource = user.stream().mapToInt(c -> source.schema().indexOf(c.name())).toArray();
    this.idPositions = ids.stream().mapToInt(schema::indexOf).toArray();
    this.system = new SystemPositions(source.schema());
    this.content = new ContentProvenance(user, ids, stamp.hashes());
    // A sample that keeps its version may come again in another one.
    this.ids = new Object[stamp.keepsVersions() ? ids.size() + 1 : ids.size()];
    this.row = new @Nullable Object[schema.size()];
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    if (!source.next()) {
      return false;
    }
    number++;
    for (int i = 0; i < userSource.length; i++) {
      row[i] = value(source, userSource[i], user.get(i));
    }
    checkIds();
    fillSystemColumns();
    return true;
  }

  private @Nullable Object value(RowCursor rows, int position, Column column) {
    Object value = position < 0 ? null : rows.value(position);
    if (value == null) {
      return null;
    }
    Object fitting = Coercion.apply(column.type(), value);
    if (fitting == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "Row "
              + number
              + ": column "
              + column.name()
              + " is "
              + column.type()
              + ", and "
              + shown(value)
              + " does not fit it without loss.",
          "Mend the value; nothing was stored.");
    }
    return fitting;
  }

  private void checkIds() {
    for (int i = 0; i < idPositions.length; i++) {
      Object id = row[idPositions[i]];
      if (id == null) {
        throw nullIds(schema.column(idPositions[i]).name(), idPositions[i]);
      }
      ids[i] = id;
    }
    checkOnce();
  }

  private void checkOnce() {
    if (stamp.history() != null) {
      return;
    }
    if (isAgain()) {
      throw duplicates();
    }
  }

  /** Whether a row before had the ids, and the version that the present row keeps. */
  private boolean isAgain() {
    if (stamp.keepsVersions()) {
      ids[idPositions.length] =
          version(SystemColumns.FEATURE_VERSION, system.featureVersion, stamp.featureVersion());
    }
    return !samples.add(ids);
  }

  /** The version that a row keeps, or else the current one. */
  private Object version(String column, int position, String current) {
    Object kept = stamp.keepsVersions() ? systemValue(column, position) : null;
    return kept == null ? current : kept;
  }

  private MetaxyException nullIds(String column, int position) {
    Offences offences =
        new Offences(
            ErrorCode.INVALID_ROWS,
            "Id column " + column + " is null in",
            "Give every row its id; nothing was stored.");
    do {
      if (value(source, userSource[position], user.get(position)) == null) {
        offences.add("row " + number);
      }
    } while (!offences.isFull() && advance());
    return offences.exception();
  }

  private MetaxyException duplicates() {
    Offences offences =
        new Offences(
            ErrorCode.DUPLICATE_SAMPLES,
            "The batch has more than one row of the same sample",
            "Keep one row per sample ("
                + String.join(
                    ", ",
                    Arrays.stream(idPositions).mapToObj(i -> schema.column(i).name()).toList())
                + "); nothing was stored.");
    boolean duplicate = true;
    do {
      if (duplicate) {
        offences.add("row " + number + " (" + idText() + ")");
      }
      if (!advance()) {
        break;
      }
      boolean complete = true;
      for (int i = 0; i < idPositions.length; i++) {
        int position = idPositions[i];
        Object id = value(source, userSource[position], user.get(position));
        complete &= id != null;
        if (id != null) {
          ids[i] = id;
        }
      }
      duplicate = complete && isAgain();
    } while (!offences.isFull());
    return offences.exception();
  }

  private boolean advance() {
    number++;
    return source.next();
  }

  private String idText() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < idPositions.length; i++) {
      texts.add(schema.column(idPositions[i]).name() + " = " + shown(ids[i]));
    }
    return String.join(", ", texts);
  }

  private static String shown(Object value) {
    String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
    String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return value instanceof CharSequence ? "'" + cut + "'" : cut;
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
    Object given = systemValue(SystemColumns.PROVENANCE, system.provenance);
    Object provenanceHash = given != null ? given : stamp.hashes().of(provenance);
    Map<String, @Nullable String> dataVersions =
        fields(SystemColumns.DATA_VERSION_BY_FIELD, system.dataVersionByField);
    Object dataVersion = systemValue(SystemColumns.DATA_VERSION, system.dataVersion);
    if (dataVersion == null) {
      dataVersion =
          dataVersions == null || dataVersions.equals(provenance)
              ? provenanceHash
              : stamp.hashes().of(dataVersions);
    }
    Object createdAt = systemValue(SystemColumns.CREATED_AT, system.createdAt);
    int i = user.size();
    // In the order of SystemColumns.SCHEMA.
    row[i++] = provenance;
    row[i++] = provenanceHash;
    row[i++] =
        version(SystemColumns.FEATURE_VERSION, system.featureVersion, stamp.featureVersion());
    row[i++] =
        version(SystemColumns.PROJECT_VERSION, system.projectVersion, stamp.projectVersion());
    row[i++] = dataVersions == null ? provenance : dataVersions;
    row[i++] = dataVersion;
    row[i++] = createdAt == null ? stamp.at() : createdAt;
    row[i++] = stamp.history() == null ? stamp.at() : stamp.history().after(stamp.at(), source);
    row[i++] = systemValue(SystemColumns.DELETED_AT, system.deletedAt);
    row[i] = stamp.materializationId();
  }

  private @Nullable Object systemValue(String name, int position) {
    if (position < 0) {
      return null;
    }
    Schema columns = SystemColumns.SCHEMA;
    return value(source, position, columns.column(columns.indexOf(name)));
  }

  @SuppressWarnings("unchecked") // Coercion to a map of texts makes it one.
  private @Nullable Map<String, @Nullable String> fields(String name, int position) {
    return (Map<String, @Nullable String>) systemValue(name, position);
  }

  private MetaxyException missingFields(String what) {
    return new MetaxyException(
        ErrorCode.INVALID_ROWS,
        "Row " + number + " (" + idText() + ") " + what + ".",
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
    source.close();
  }
}
