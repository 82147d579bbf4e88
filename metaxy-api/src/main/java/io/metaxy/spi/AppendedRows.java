package io.metaxy.spi;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** The rows of a table and then others, with the table's columns. Closes neither. */
final class AppendedRows implements RowCursor {
  private final Schema schema;
  private final RowCursor more;
  private RowCursor present;
  private long appended;

  AppendedRows(RowCursor rows, RowCursor more) {
    this.schema = rows.schema();
    this.more = more.as(schema);
    this.present = rows;
  }

  /** How many others came so far. */
  long appended() {
    return appended;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean next() {
    if (present != more && !present.next()) {
      present = more;
    } else if (present != more) {
      return true;
    }
    boolean another = more.next();
    appended += another ? 1 : 0;
    return another;
  }

  @Override
  public @Nullable Object value(int column) {
    return present.value(column);
  }

  @Override
  public void close() {}
}
