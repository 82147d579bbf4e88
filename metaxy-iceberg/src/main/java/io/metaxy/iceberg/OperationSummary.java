package io.metaxy.iceberg;

import io.metaxy.store.SystemColumns;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** What a snapshot says of the operation that made it: which, how many rows, which version. */
final class OperationSummary {
  private OperationSummary() {}

  /**
   * Says what was appended.
   *
   * @param operation {@code write}, or {@code insert} for rows that were made from stored ones
   */
  static void of(String operation, DataFile file, Schema schema, StagedChanges changes) {
    boolean tombstones = Long.valueOf(0).equals(count(file.nullValueCounts(), schema));
    changes.say(
        "operation", operation.equals("write") ? "write" : tombstones ? "soft delete" : "restore");
    changes.say("rows", String.valueOf(file.recordCount()));
    Types.NestedField version = schema.asStruct().field(SystemColumns.FEATURE_VERSION);
    if (version != null && file.lowerBounds() != null && file.upperBounds() != null) {
      ByteBuffer low = file.lowerBounds().get(version.fieldId());
      ByteBuffer high = file.upperBounds().get(version.fieldId());
      if (low != null && low.equals(high)) {
        changes.say("feature-version", Conversions.fromByteBuffer(version.type(), low).toString());
      }
    }
  }

  private static @Nullable Long count(@Nullable Map<Integer, Long> nulls, Schema schema) {
    Types.NestedField deletedAt = schema.asStruct().field(SystemColumns.DELETED_AT);
    return nulls == null || deletedAt == null ? null : nulls.get(deletedAt.fieldId());
  }
}
