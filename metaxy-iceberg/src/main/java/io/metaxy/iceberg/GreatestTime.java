package io.metaxy.iceberg;

import io.metaxy.sql.PlainValues;
import io.metaxy.store.SystemColumns;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a table from the bounds of its columns, so that no file need be opened (rule T1).
 */
final class GreatestTime {
  static final Set<String> COLUMNS =
      Set.of(SystemColumns.DELETED_AT, SystemColumns.UPDATED_AT, SystemColumns.CREATED_AT);

  private final Schema schema;
  private @Nullable Instant greatest;

  private GreatestTime(Schema schema) {
    this.schema = schema;
  }

  /**
   * A time that no row of the files is later than; empty if their bounds do not tell.
   *
   * @return the time; null if there are no rows
   */
  static Optional<Clock> of(Schema schema, List<DataFile> files) {
    GreatestTime time = new GreatestTime(schema);
    for (DataFile file : files) {
      if (!time.add(file)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Clock(time.greatest));
  }

  /** What a table's clock says; null before the first row. */
  record Clock(@Nullable Instant time) {}

  /** Whether the file's bounds tell. */
  private boolean add(DataFile file) {
    if (file.recordCount() == 0) {
      return true;
    }
    // A row's time is the first of the three that is not null.
    return add(file, SystemColumns.DELETED_AT)
        && add(file, SystemColumns.UPDATED_AT)
        && (hasNoNull(file, SystemColumns.UPDATED_AT) || add(file, SystemColumns.CREATED_AT));
  }

  private boolean add(DataFile file, String column) {
    Types.NestedField field = schema.asStruct().field(column);
    if (field == null) {
      return false;
    }
    ByteBuffer bound = in(file.upperBounds(), field.fieldId());
    if (bound == null) {
      Long nulls = in(file.nullValueCounts(), field.fieldId());
      return nulls != null && nulls == file.recordCount();
    }
    Long micros = Conversions.fromByteBuffer(field.type(), bound);
    Instant time = PlainValues.instant(micros);
    if (greatest == null || time.isAfter(greatest)) {
      greatest = time;
    }
    return true;
  }

  private boolean hasNoNull(DataFile file, String column) {
    Types.NestedField field = schema.asStruct().field(column);
    Long nulls = field == null ? null : in(file.nullValueCounts(), field.fieldId());
    return nulls != null && nulls == 0;
  }

  private static <T> @Nullable T in(@Nullable Map<Integer, T> all, int id) {
    return all == null ? null : all.get(id);
  }
}
