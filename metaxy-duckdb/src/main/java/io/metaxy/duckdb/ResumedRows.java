package io.metaxy.duckdb;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were looked at before, then the rest of the cursor that they came from. */
final class ResumedRows implements RowCursor {
  private final List<@Nullable Object[]> head;
  private final RowCursor rest;
  private int next;

  ResumedRows(List<@Nullable Object[]> head, RowCursor rest) {
    this.head = head;
    this.rest = rest;
  }

  @Override
  public Schema schema() {
    return rest.schema();
  }

  @Override
  public boolean next() {
    next++;
    return next <= head.size() || rest.next();
  }

  @Override
  public @Nullable Object value(int column) {
    return next <= head.size() ? head.get(next - 1)[column] : rest.value(column);
  }

  @Override
  public int originOf(int column) {
    return rest.originOf(column);
  }

  @Override
  public void close() {
    rest.close();
  }
}
