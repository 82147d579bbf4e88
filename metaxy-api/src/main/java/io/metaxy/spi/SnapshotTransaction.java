package io.metaxy.spi;

import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes a state after the other; the last one is published. */
final class SnapshotTransaction<T> implements Transaction {
  private final SnapshotBackend<T> backend;
  private final String table;
  private final Closeable lock;
  private final Semaphore writer;
  private Optional<T> state;
  private boolean changed;
  private boolean open = true;

  private SnapshotTransaction(
      SnapshotBackend<T> backend, String table, Semaphore writer, Closeable lock) {
    this.backend = backend;
    this.table = table;
    this.writer = writer;
    this.lock = lock;
    this.state = backend.current(table);
  }

  /** Takes over the permit of {@code writer}. */
  static <T> Transaction begin(SnapshotBackend<T> backend, String table, Semaphore writer) {
    Closeable lock = null;
    try {
      lock = backend.lock(table);
      return new SnapshotTransaction<>(backend, table, writer, lock);
    } catch (IOException e) {
      end(lock, writer);
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      end(lock, writer);
      throw e;
    }
  }

  private static void end(@Nullable Closeable lock, Semaphore writer) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.release();
    }
  }

  @Override
  public Optional<Schema> schema() {
    return state.map(backend::schemaOf);
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    write(RowCursor.empty(columns));
  }

  @Override
  public void addColumns(List<Column> columns) {
    require(Capability.ADD_COLUMNS, "add columns to a table");
    try (RowCursor rows = rows()) {
      write(rows.as(rows.schema().with(columns)));
    }
  }

  @Override
  public RowCursor scan(Scan scan) {
    return backend.scan(state.orElseThrow(), scan);
  }

  @Override
  public long append(RowCursor more) {
    try (more;
        RowCursor rows = rows()) {
      AppendedRows all = new AppendedRows(rows, more);
      write(all);
      return all.appended();
    }
  }

  @Override
  public long hardDelete(Predicate<@Nullable Object[]> doomed) {
    require(Capability.HARD_DELETE, "hard delete; soft delete instead");
    try (RowCursor rows = rows()) {
      KeptRows kept = new KeptRows(rows, doomed);
      write(kept);
      return kept.removed();
    }
  }

  @Override
  public void drop() {
    require(Capability.DROP, "drop a table; soft delete all of the feature instead");
    state = Optional.empty();
    changed = true;
  }

  private void require(Capability capability, String what) {
    if (!backend.capabilities().contains(capability)) {
      throw new UnsupportedOperationException("Backend " + backend.name() + " cannot " + what);
    }
  }

  private RowCursor rows() {
    return backend.rows(state.orElseThrow());
  }

  private void write(RowCursor rows) {
    state = Optional.of(backend.write(table, rows));
    changed = true;
  }

  @Override
  public void commit() {
    if (changed) {
      state.ifPresentOrElse(last -> backend.publish(table, last), () -> backend.remove(table));
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      end(lock, writer);
    }
  }
}
