package io.metaxy.tck.reference;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

final class MemoryBackend implements Backend {
  private static final long MOST_SECONDS = 30;

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
    return Set.of(Capability.HARD_DELETE, Capability.ADD_COLUMNS);
  }

  @Override
  public List<String> tables() {
    return List.copyOf(store.tables().keySet());
  }

  @Override
  public Optional<Schema> schema(String table) {
    return Optional.ofNullable(store.tables().get(table)).map(MemoryTables.Table::schema);
  }

  @Override
  public RowCursor scan(Scan scan) {
    return Objects.requireNonNull(store.tables().get(scan.table()), scan.table()).scan(scan);
  }

  @Override
  public Transaction begin(String table) {
    Semaphore writer = store.writer(table);
    try {
      if (writer.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
        return new MemoryTransaction(store, table, writer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new MetaxyException(
        ErrorCode.BUSY,
        "Another thread holds table " + table + " for writing.",
        "Nothing was changed; try again.");
  }

  @Override
  public void close() {}
}
