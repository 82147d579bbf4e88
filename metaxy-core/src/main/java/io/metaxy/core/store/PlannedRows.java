package io.metaxy.core.store;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** The rows of a plan, which runs when they are asked for. */
final class PlannedRows implements Rows {
  private final Schema schema;
  private final Function<RelNode, RowCursor> engine;
  private final RelNode plan;

  PlannedRows(Schema schema, Function<RelNode, RowCursor> engine, RelNode plan) {
    this.schema = schema;
    this.engine = engine;
    this.plan = plan;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long count() {
    RelNode count = FeaturePlans.count(PlanCluster.over(plan));
    try (RowCursor rows = engine.apply(count)) {
      rows.next();
      return (Long) Objects.requireNonNull(rows.value(0));
    }
  }

  @Override
  public RowCursor cursor() {
    return new TypedCursor(schema, engine.apply(plan));
  }

  @Override
  public Stream<Map<String, @Nullable Object>> stream() {
    return stream(PlannedRows::toMap);
  }

  @Override
  public <T extends Record> Stream<T> stream(Class<T> type) {
    RecordMapper<T> mapper = RecordMapper.of(type, schema);
    return stream(mapper::map);
  }

  private <T> Stream<T> stream(Function<RowCursor, T> mapper) {
    RowCursor cursor = cursor();
    Spliterator<T> rows =
        new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            if (!cursor.next()) {
              return false;
            }
            action.accept(mapper.apply(cursor));
            return true;
          }
        };
    return StreamSupport.stream(rows, false).onClose(cursor::close);
  }

  private static Map<String, @Nullable Object> toMap(RowCursor row) {
    Schema schema = row.schema();
    Map<String, @Nullable Object> map = new LinkedHashMap<>(schema.size() * 2);
    for (int i = 0; i < schema.size(); i++) {
      map.put(schema.column(i).name(), row.value(i));
    }
    return map;
  }

  /** The engine's rows under the schema that was promised. */
  private record TypedCursor(Schema schema, RowCursor rows) implements RowCursor {
    @Override
    public boolean next() {
      return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
      return rows.value(column);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
