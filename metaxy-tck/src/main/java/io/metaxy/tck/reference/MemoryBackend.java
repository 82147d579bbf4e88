package io.metaxy.tck.reference;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.spi.SnapshotBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

final class MemoryBackend extends SnapshotBackend<MemoryTables.Table> {
  private final MemoryTables store;

  MemoryBackend(MemoryTables store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.HARD_DELETE, Capability.ADD_COLUMNS, Capability.DROP);
  }

  @Override
  public List<String> tables() {
    return List.copyOf(store.tables().keySet());
  }

  @Override
  protected Optional<MemoryTables.Table> current(String table) {
    return Optional.ofNullable(store.tables().get(table));
  }

  @Override
  protected RowCursor rows(MemoryTables.Table table) {
    return RowCursor.of(table.schema(), table.rows());
  }

  @Override
  protected MemoryTables.Table write(String table, RowCursor rows) {
    Schema schema = rows.schema();
    List<@Nullable Object[]> all = new ArrayList<>();
    while (rows.next()) {
      @Nullable Object[] row = new @Nullable Object[schema.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.value(i);
      }
      all.add(row);
    }
    return new MemoryTables.Table(schema, all);
  }

  @Override
  protected void publish(String table, MemoryTables.Table state) {
    store.tables().put(table, state);
  }

  @Override
  protected void remove(String table) {
    store.tables().remove(table);
  }

  @Override
  protected Semaphore writer(String table) {
    return store.writer(table);
  }
}
