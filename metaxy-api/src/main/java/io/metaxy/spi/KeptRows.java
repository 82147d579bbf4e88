package io.metaxy.spi;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of a table but for those that are doomed. Does not close the others. */
final class KeptRows implements RowCursor {
  private final RowCursor rows;
  private final Predicate<@Nullable Object[]> doomed;
  private @Nullable Object[] row = {};
  private long removed;

  KeptRows(RowCursor rows, Predicate<@Nullable Object[]> doomed) {
    this.rows = rows;
    this.doomed = doomed;
  }

  /** How many were left out so far. */
  long removed() {
    return removed;
  }

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    while (rows.next()) {
      row = new @Nullable Object[schema().size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.value(i);
      }
      if (!doomed.test(row)) {
        return true;
      }
      removed++;
    }
    return false;
  }

  @Override
  public @Nullable Object value(int column) {
    return row[column];
  }

  @Override
  public void close() {}
}
