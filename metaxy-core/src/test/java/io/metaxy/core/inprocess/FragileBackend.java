package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backend with one table without rows, which counts what is closed and may fail at it. */
public final class FragileBackend implements Backend {
  /** What happens when something is closed. */
  public enum Close {
    WORKS,
    FAILS
  }

  private final @Nullable String table;
  private final Schema schema;
  private final Close close;
  private final List<CountedCursor> cursors = new ArrayList<>();
  private int closed;

  /** One with this table; null means none. */
  public FragileBackend(@Nullable String table, Schema schema, Close close) {
    this.table = table;
    this.schema = schema;
    this.close = close;
  }

  /** How often it was closed. */
  public int closed() {
    return closed;
  }

  /** How often each cursor was closed, in the order in which they were opened. */
  public List<Integer> closedCursors() {
    return cursors.stream().map(cursor -> cursor.closed).toList();
  }

  @Override
  public String name() {
    return "fragile";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public List<String> tables() {
    return table == null ? List.of() : List.of(table);
  }

  @Override
  public Optional<Schema> schema(String name) {
    return name.equals(table) ? Optional.of(schema) : Optional.empty();
  }

  @Override
  public RowCursor scan(Scan scan) {
    CountedCursor cursor = new CountedCursor(schema.select(scan.columns()));
    cursors.add(cursor);
    return cursor;
  }

  @Override
  public Transaction begin(String name) {
    throw new UnsupportedOperationException("nothing is written here");
  }

  @Override
  public void close() {
    closed++;
    failIfFragile();
  }

  private void failIfFragile() {
    if (close == Close.FAILS) {
      throw new IllegalStateException("broken at close");
    }
  }

  private final class CountedCursor implements RowCursor {
    private final Schema columns;
    private int closed;

    CountedCursor(Schema columns) {
      this.columns = columns;
    }

    @Override
    public Schema schema() {
      return columns;
    }

    @Override
    public boolean next() {
      return false;
    }

    @Override
    public @Nullable Object value(int column) {
      return null;
    }

    @Override
    public void close() {
      closed++;
      failIfFragile();
    }
  }
}
