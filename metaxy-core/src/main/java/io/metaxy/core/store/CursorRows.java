package io.metaxy.core.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows whose streams go along a cursor. */
abstract class CursorRows implements Rows {

  @Override
  public Stream<Map<String, @Nullable Object>> stream() {
    return stream(CursorRows::toMap);
  }

  @Override
  public <T extends Record> Stream<T> stream(Class<T> type) {
    RecordMapper<T> mapper = RecordMapper.of(type, schema());
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
}
