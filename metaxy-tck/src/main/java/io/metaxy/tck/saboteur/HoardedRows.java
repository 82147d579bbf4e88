package io.metaxy.tck.saboteur;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of which the first is given when many are in memory; not all, for want of room. */
record HoardedRows(Rows good) implements Rows {
  private static final int HOARD = 100;

  @Override
  public Schema schema() {
    return good.schema();
  }

  @Override
  public long count() {
    return good.count();
  }

  @Override
  public RowCursor cursor() {
    return new Hoard(good.cursor());
  }

  @Override
  public Stream<Map<String, @Nullable Object>> stream() {
    return good.stream();
  }

  @Override
  public <T extends Record> Stream<T> stream(Class<T> type) {
    return good.stream(type);
  }

  private static final class Hoard implements RowCursor {
    private final RowCursor good;
    private final List<@Nullable Object[]> hoard = new ArrayList<>();
    private int at = HOARD;

    Hoard(RowCursor good) {
      this.good = good;
    }

    @Override
    public Schema schema() {
      return good.schema();
    }

    @Override
    public boolean next() {
      if (++at >= hoard.size()) {
        at = 0;
        hoard.clear();
        while (hoard.size() < HOARD && good.next()) {
          @Nullable Object[] row = new @Nullable Object[good.schema().size()];
          for (int i = 0; i < row.length; i++) {
            row[i] = good.value(i);
          }
          hoard.add(row);
        }
      }
      return at < hoard.size();
    }

    @Override
    public @Nullable Object value(int column) {
      return hoard.get(at)[column];
    }

    @Override
    public void close() {
      good.close();
    }
  }
}
