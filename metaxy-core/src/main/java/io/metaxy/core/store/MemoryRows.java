package io.metaxy.core.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were fetched. */
final class MemoryRows extends CursorRows {
  private final Schema schema;
  private final List<@Nullable Object[]> rows;

  MemoryRows(Schema schema, List<@Nullable Object[]> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long count() {
    return rows.size();
  }

  @Override
  public RowCursor cursor() {
    return RowCursor.of(schema, rows);
  }
}
