package io.metaxy.tck.saboteur;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Rows;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that a saboteur made up. */
record ListedRows(Schema schema, List<Map<String, @Nullable Object>> rows) implements Rows {

  /** The rows of {@code good}, each changed. */
  static Rows changed(Rows good, UnaryOperator<Map<String, @Nullable Object>> change) {
    return new ListedRows(good.schema(), good.toList().stream().map(change).toList());
  }

  @Override
  public long count() {
    return rows.size();
  }

  @Override
  public RowCursor cursor() {
    return RowCursor.of(
        schema,
        rows.stream()
            .<@Nullable Object[]>map(r -> schema.names().stream().map(r::get).toArray())
            .toList());
  }

  @Override
  public Stream<Map<String, @Nullable Object>> stream() {
    return rows.stream();
  }

  @Override
  public <T extends Record> Stream<T> stream(Class<T> type) {
    throw new UnsupportedOperationException("a saboteur's rows are no records");
  }
}
