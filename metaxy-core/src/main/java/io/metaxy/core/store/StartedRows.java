package io.metaxy.core.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of a cursor that stands on the first of them already. */
final class StartedRows implements RowCursor {
  private final RowCursor rows;
  private boolean first = true;

  StartedRows(RowCursor rows) {
    this.rows = rows;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    if (first) {
      first = false;
      return true;
    }
    return rows.next();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.value(column);
  }

  @Override
  public void close() {
    rows.close();
  }
}
