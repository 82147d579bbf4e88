package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** A stream's rows as a cursor. */
record StreamCursor(Schema schema, RowStream rows, Present present) implements RowCursor {

  StreamCursor(Schema schema, RowStream rows) {
    this(schema, rows, new Present());
  }

  /** The present row. */
  static final class Present {
    @Nullable Object[] row = {};
  }

  @Override
  public boolean next() {
    @Nullable Object[] row = rows.next();
    if (row == null) {
      return false;
    }
    present.row = row;
    return true;
  }

  @Override
  public @Nullable Object value(int column) {
    return present.row[column];
  }

  @Override
  public void close() {
    rows.close();
  }
}
