package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. */
final class RecordMapper<T extends Record> {
  private final Class<T> type;
  private final RecordClass parts;
  private final int[] columns;

  private RecordMapper(Class<T> type, Schema schema) {
    this.type = type;
    this.parts = RecordClass.of(type);
    this.columns = parts.parts().stream().mapToInt(part -> position(schema, part)).toArray();
  }

  /** A mapper of rows of {@code schema}. */
  static <T extends Record> RecordMapper<T> of(Class<T> type, Schema schema) {
    return new RecordMapper<>(type, schema);
  }

  private int position(Schema schema, RecordClass.Part part) {
    int position = schema.indexOf(part.column());
    if (position < 0) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_COLUMN,
          "No column is named '"
              + part.column()
              + "', which component "
              + part.name()
              + " of "
              + type.getSimpleName()
              + " stands for.",
          NearMiss.suggestion(part.column(), schema.names()));
    }
    return position;
  }

  T map(RowCursor row) {
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.value(columns[i]);
    }
    return type.cast(JavaValues.record(parts, values));
  }
}
