package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of a plain backend; its failures are translated whenever they come (rule F1). */
record BackendRows(RowCursor rows) implements RowCursor {

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    return Failures.translated(rows::next);
  }

  @Override
  public @Nullable Object value(int column) {
    return Failures.translated(() -> rows.value(column));
  }

  @Override
  public void close() {
    Failures.translated(rows::close);
  }
}
