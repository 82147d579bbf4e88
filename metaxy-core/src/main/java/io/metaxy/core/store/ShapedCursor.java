package io.metaxy.core.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;

/** Rows whose values are made from those of other rows, one from one. */
abstract class ShapedCursor implements RowCursor {
  private final Schema schema;

  /** The rows from which these are made. */
  protected final RowCursor rows;

  ShapedCursor(Schema schema, RowCursor rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public final Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  public final void close() {
    rows.close();
  }
}
