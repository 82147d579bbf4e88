package io.metaxy.duckdb;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows without the columns that repeat others: DuckDB repeats a column for nothing, and takes its
 * time over each map that it is given.
 *
 * @param positions of the columns that are left, among those of {@code rows}
 */
record OncePerRow(RowCursor rows, Schema schema, int[] positions) implements RowCursor {

  static OncePerRow of(RowCursor rows) {
    int[] positions =
        IntStream.range(0, rows.schema().size()).filter(i -> rows.originOf(i) == i).toArray();
    Schema schema =
        Schema.of(IntStream.of(positions).mapToObj(i -> rows.schema().column(i)).toList());
    return new OncePerRow(rows, schema, positions);
  }

  /** All columns of the rows, from the relation {@code name} of those that are left. */
  String relation(String name) {
    Schema all = rows.schema();
    if (positions.length == all.size()) {
      return name;
    }
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                DuckDbTypes.quoted(all.column(rows.originOf(i)).name())
                    + " AS "
                    + DuckDbTypes.quoted(all.column(i).name()))
        .collect(Collectors.joining(", ", "(SELECT ", " FROM " + name + ")"));
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.value(positions[column]);
  }

  @Override
  public void close() {
    rows.close();
  }
}
