package io.metaxy.tck.reference;

import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class MemoryTransaction implements Transaction {
  private final MemoryTables store;
  private final String name;
  private final Semaphore writer;
  private MemoryTables.@Nullable Table table;
  private boolean open = true;

  /** Takes over the permit of {@code writer}. */
  MemoryTransaction(MemoryTables store, String name, Semaphore writer) {
    this.store = store;
    this.name = name;
    this.writer = writer;
    this.table = store.tables().get(name);
  }

  private MemoryTables.Table table() {
    return Objects.requireNonNull(table, name);
  }

  @Override
  public Optional<Schema> schema() {
    return Optional.ofNullable(table).map(MemoryTables.Table::schema);
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    table = new MemoryTables.Table(columns, List.of());
  }

  @Override
  public void addColumns(List<Column> columns) {
    Schema wider = table().schema().with(columns);
    List<@Nullable Object[]> rows = new ArrayList<>();
    table().rows().forEach(row -> rows.add(Arrays.copyOf(row, wider.size())));
    table = new MemoryTables.Table(wider, rows);
  }

  @Override
  public RowCursor scan(Scan scan) {
    return table().scan(scan);
  }

  @Override
  public long append(RowCursor rows) {
    Schema schema = table().schema();
    List<@Nullable Object[]> all = new ArrayList<>(table().rows());
    int before = all.size();
    try (RowCursor source = rows.as(schema)) {
      while (source.next()) {
        @Nullable Object[] row = new @Nullable Object[schema.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = source.value(i);
        }
        all.add(row);
      }
    }
    table = new MemoryTables.Table(schema, all);
    return all.size() - before;
  }

  @Override
  public long hardDelete(Predicate<@Nullable Object[]> doomed) {
    List<@Nullable Object[]> kept = new ArrayList<>(table().rows());
    kept.removeIf(doomed);
    long removed = table().rows().size() - kept.size();
    table = new MemoryTables.Table(table().schema(), kept);
    return removed;
  }

  @Override
  public void commit() {
    if (table != null) {
      store.tables().put(name, table);
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      writer.release();
    }
  }
}
