package io.metaxy.spi;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A backend whose tables are replaced as a whole: a transaction writes new states of its table that
 * nobody sees, and its commit puts the last one in the old one's place. Who reads an old state has
 * a snapshot. Each change costs as much as the table is large.
 *
 * <p>It does all that {@link Transaction} asks for. What it does not declare among its {@link
 * #capabilities} it refuses.
 *
 * @param <T> a state of a table, never changed once it is written
 */
public abstract class SnapshotBackend<T> implements Backend {
  /** How long to wait for a writer, be it a thread or a process. */
  static final long MOST_SECONDS = 30;

  /** For subclasses. */
  protected SnapshotBackend() {}

  /** The state of {@code table} that was committed last; empty if there is no such table. */
  protected abstract Optional<T> current(String table);

  /** The rows of a state, with all of its columns and in the order in which they were written. */
  protected abstract RowCursor rows(T state);

  /**
   * A new state of {@code table} with these rows, and with the columns of {@code rows}. Leaves the
   * cursor open, and lets its errors pass.
   */
  protected abstract T write(String table, RowCursor rows);

  /** Puts {@code state} in the place of the current one, for all to see and durably. */
  protected abstract void publish(String table, T state);

  /**
   * Ends the table, for all to see and durably: {@link #current} is empty from then on. Only who
   * declares {@link Capability#DROP} is asked to.
   */
  protected void remove(String table) {
    throw new UnsupportedOperationException("Backend " + name() + " cannot drop a table");
  }

  /**
   * Who holds its one permit may change {@code table}; the same for the same table as long as the
   * process lives, whichever store it is opened from. (No lock will do, since a transaction may be
   * closed by another thread than began it.)
   */
  protected abstract Semaphore writer(String table);

  /**
   * Keeps other processes from changing {@code table} until it is closed with its transaction,
   * which is also the time to remove states that were not published.
   */
  protected Closeable lock(String table) throws IOException {
    return () -> {};
  }

  @Override
  public Optional<Schema> schema(String table) {
    return current(table).map(this::schemaOf);
  }

  final Schema schemaOf(T state) {
    try (RowCursor rows = rows(state)) {
      return rows.schema();
    }
  }

  @Override
  public RowCursor scan(Scan scan) {
    return scan(current(scan.table()).orElseThrow(), scan);
  }

  final RowCursor scan(T state, Scan scan) {
    RowCursor rows = rows(state);
    return rows.as(rows.schema().select(scan.columns()));
  }

  @Override
  public Transaction begin(String table) {
    Semaphore writer = writer(table);
    try {
      if (writer.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
        return SnapshotTransaction.begin(this, table, writer);
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
