package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lock of a table while it is held. */
final class Lease implements AutoCloseable {
  private final LockTable locks;
  private final String table;
  private final Taken taken;
  private final Ending ending;
  private final ScheduledFuture<?> renewal;
  private int step;
  private boolean closed;

  /**
   * How it was taken.
   *
   * @param generation grows with each holder
   * @param owner who holds it now
   * @param fromDead whether the last holder did not give the lock back
   * @param columns of the table; none if there is no such table
   */
  record Taken(
      long generation, String owner, boolean fromDead, Map<String, Tables.Declared> columns) {}

  /** What happens when the lock is held no longer. */
  interface Ending {

    /**
     * Called once.
     *
     * @param released whether it was given back
     */
    void ended(boolean released);
  }

  Lease(
      LockTable locks,
      String table,
      Taken taken,
      ScheduledExecutorService renewals,
      Ending ending) {
    this.locks = locks;
    this.table = table;
    this.taken = taken;
    this.ending = ending;
    long third = Math.max(1, locks.lease().toMillis() / 3);
    this.renewal =
        renewals.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
  }

  /** Grows with each holder. */
  long generation() {
    return taken.generation();
  }

  /** Whether the last holder did not give the lock back, and may have left things behind. */
  boolean isFromDead() {
    return taken.fromDead();
  }

  /** The columns of the table when the lock was taken; none if there is no such table. */
  Map<String, Tables.Declared> columns() {
    return taken.columns();
  }

  private synchronized void renew() {
    if (closed || step == LockTable.RELEASED - 1) {
      return;
    }
    try {
      locks.insert(table, taken.generation(), ++step, taken.owner());
    } catch (MetaxyException e) {
      // The next one may come through; if none does, another takes over, and publishing fails.
    }
  }

  /**
   * Fails if another took over.
   *
   * @throws MetaxyException {@code BUSY}
   */
  void verify() {
    verify(locks.state(table).isHeldBy(taken.owner(), taken.generation()));
  }

  /** The same with what a statement said of the condition {@link #held}. */
  void verify(boolean held) {
    if (!held) {
      throw lost(null);
    }
  }

  /** A condition in SQL: whether nobody took over. */
  String held() {
    return LockTable.held(table, taken.generation(), taken.owner());
  }

  MetaxyException lost(@Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Another writer took over "
            + table
            + ", since this one was not heard of for "
            + locks.lease().toMillis()
            + " ms.",
        "Nothing was changed; try again, or raise lock_lease_ms.",
        cause);
  }

  /** Ends without giving the lock back: who comes next cleans up when the lease has ended. */
  void abandon() {
    if (end()) {
      ending.ended(false);
    }
  }

  @Override
  public void close() {
    if (!end()) {
      return;
    }
    boolean released = false;
    try {
      locks.insert(table, taken.generation(), LockTable.RELEASED, taken.owner());
      released = true;
    } catch (MetaxyException e) {
      // Its lease ends by itself.
    } finally {
      ending.ended(released);
    }
  }

  /** Whether it had not ended before; no renewal comes after this. */
  private boolean end() {
    renewal.cancel(false);
    synchronized (this) {
      boolean first = !closed;
      closed = true;
      return first;
    }
  }
}
