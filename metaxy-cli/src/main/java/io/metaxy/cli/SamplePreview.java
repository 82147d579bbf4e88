package io.metaxy.cli;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import org.jspecify.annotations.Nullable;

/** Prints the first few of some samples, without the system's columns. */
final class SamplePreview {
  private static final int MOST = 5;

  private final Console console;

  SamplePreview(Console console) {
    this.console = console;
  }

  /** Prints a title and samples; nothing if there are none. */
  void print(String title, Rows rows) {
    try (RowCursor all = rows.cursor()) {
      if (all.next()) {
        console.out().println("\n" + title);
        new Output(console, Output.Format.table).print(new FirstRows(all));
      }
    }
  }

  /** The first rows of a cursor that stands on one already. */
  private static final class FirstRows implements RowCursor {
    private final RowCursor rows;
    private final Schema schema;
    private final int[] positions;
    private int shown;

    FirstRows(RowCursor rows) {
      this.rows = rows;
      Schema all = rows.schema();
      this.schema =
          all.select(all.names().stream().filter(n -> !SystemColumns.contains(n)).toList());
      this.positions = schema.names().stream().mapToInt(all::indexOf).toArray();
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public boolean next() {
      return shown++ == 0 || (shown <= MOST && rows.next());
    }

    @Override
    public @Nullable Object value(int column) {
      return rows.value(positions[column]);
    }

    @Override
    public void close() {}
  }
}
