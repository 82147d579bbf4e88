package io.metaxy.core.inprocess;

import io.metaxy.core.plan.PlanTable;
import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Scan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The rows of a scan, as wide as the table; columns that the plan does not look at are null. */
final class ScanStream implements RowStream {
  private final Tables tables;
  private final Scan scan;
  private final int[] positions;
  private final int width;
  private @Nullable RowCursor cursor;

  /** Who has read all of it closes it early, and again with everything else. */
  private boolean closed;

  ScanStream(Tables tables, PlanTable table, ImmutableBitSet needed) {
    this.tables = tables;
    this.positions = needed.toArray();
    this.width = table.schema().size();
    List<String> columns = new ArrayList<>();
    for (int position : positions) {
      columns.add(table.schema().column(position).name());
    }
    this.scan = new Scan(table.name(), columns, null);
  }

  /** Fixes what is seen: rows that come later are not. */
  void start() {
    started();
  }

  private RowCursor started() {
    if (cursor == null) {
      cursor = tables.scan(scan);
    }
    return cursor;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    RowCursor rows = started();
    if (!rows.next()) {
      return null;
    }
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < positions.length; i++) {
      row[positions[i]] = rows.value(i);
    }
    return row;
  }

  @Override
  public void close() {
    if (cursor != null && !closed) {
      closed = true;
      cursor.close();
    }
  }
}
