package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.DataType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One writer per table, among all processes. Who holds a table is told by the row of the greatest
 * generation in a table of locks. A new generation is a row whose insertion the engine makes once
 * only, by its deduplication token, so that of many who try to take a lock one gets it. A holder
 * renews its lease, by the server's clock; one that does not, because it is dead, is succeeded when
 * the lease ends. What a holder that was only asleep does then, finds its staged rows gone.
 */
final class WriterLocks implements AutoCloseable {
  /** The table of locks; no feature can have that name. */
  static final String TABLE = "metaxy_writers";

  private static final int RELEASED = 0xFFFF;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final Server server;
  private final TableDdl ddl;
  private final Duration lease;
  private final Duration patience;
  private final ConcurrentMap<String, Semaphore> here = new ConcurrentHashMap<>();
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "metaxy-clickhouse-lease");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean created;

  WriterLocks(Server server, TableDdl ddl, Duration lease, Duration patience) {
    this.server = server;
    this.ddl = ddl;
    this.lease = lease;
    this.patience = patience;
  }

  /**
   * What is known of a lock.
   *
   * @param generation of its last holder; 0 if it had none
   * @param owner who that was
   * @param released whether it gave the lock back
   * @param expired whether its lease has ended
   */
  private record State(long generation, String owner, boolean released, boolean expired) {
    boolean isFree() {
      return released || expired;
    }
  }

  /**
   * Takes the lock of a table, waiting for others.
   *
   * @throws MetaxyException {@code BUSY} if they do not give it back in time
   */
  Lease take(String table) {
    long deadline = System.nanoTime() + patience.toNanos();
    Semaphore mine = here.computeIfAbsent(table, name -> new Semaphore(1, true));
    try {
      if (!mine.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(table, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy(table, e);
    }
    try {
      return new Lease(table, wait(table, deadline), mine);
    } catch (RuntimeException | Error e) {
      mine.release();
      throw e;
    }
  }

  private Taken wait(String table, long deadline) {
    create();
    String owner = UUID.randomUUID().toString();
    for (long pause = 2; ; pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
      State before = state(table);
      if (before.isFree()) {
        insert(table, before.generation() + 1, 0, owner);
        State after = state(table);
        if (after.generation() == before.generation() + 1 && after.owner().equals(owner)) {
          return new Taken(after.generation(), owner, !before.released());
        }
      }
      if (System.nanoTime() > deadline) {
        throw busy(table, null);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }

  private record Taken(long generation, String owner, boolean fromDead) {}

  private void create() {
    if (!created) {
      server.executeAgainIfCut(ddl.createLocks(TABLE), "creating the table of writers");
      created = true;
    }
  }

  private State state(String table) {
    List<@Nullable Object[]> rows =
        server.rows(
            "SELECT intDiv(turn, 65536), owner, turn % 65536 = "
                + RELEASED
                + ", until < now64(6, 'UTC') FROM "
                + TableDdl.name(TABLE)
                + " WHERE table_name = "
                + Escapes.literal(table)
                + " ORDER BY turn DESC LIMIT 1"
                + ddl.lockReads(),
            "asking who writes",
            DataType.INT64,
            DataType.STRING,
            DataType.BOOLEAN,
            DataType.BOOLEAN);
    if (rows.isEmpty()) {
      return new State(0, "", true, true);
    }
    @Nullable Object[] row = rows.get(0);
    return new State(
        (Long) java.util.Objects.requireNonNull(row[0]),
        String.valueOf(row[1]),
        Boolean.TRUE.equals(row[2]),
        Boolean.TRUE.equals(row[3]));
  }

  /** The state of a generation; what was inserted for its turn before stays. */
  private void insert(String table, long generation, int step, String owner) {
    long turn = generation * 65536 + step;
    server.insertOnce(
        "INSERT INTO "
            + TableDdl.name(TABLE)
            + " SELECT "
            + Escapes.literal(table)
            + ", "
            + turn
            + ", "
            + Escapes.literal(owner)
            + ", now64(6, 'UTC') + toIntervalMillisecond("
            + lease.toMillis()
            + ")",
        table + ":" + turn,
        ddl.lockWrites(),
        "telling who writes");
  }

  private MetaxyException busy(String table, @Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Others write to " + table + " for more than " + patience.toMillis() + " ms.",
        "Nothing was changed; try again, or raise busy_timeout_ms.",
        cause);
  }

  @Override
  public void close() {
    renewals.shutdownNow();
  }

  /** The lock of a table while it is held. */
  final class Lease implements AutoCloseable {
    private final String table;
    private final Taken taken;
    private final Semaphore mine;
    private final java.util.concurrent.ScheduledFuture<?> renewal;
    private int step;
    private boolean closed;

    private Lease(String table, Taken taken, Semaphore mine) {
      this.table = table;
      this.taken = taken;
      this.mine = mine;
      long third = Math.max(1, lease.toMillis() / 3);
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

    private synchronized void renew() {
      if (closed || step == RELEASED - 1) {
        return;
      }
      try {
        insert(table, taken.generation(), ++step, taken.owner());
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
      State now = state(table);
      if (now.generation() != taken.generation() || !now.owner().equals(taken.owner())) {
        throw lost(null);
      }
    }

    MetaxyException lost(@Nullable Throwable cause) {
      return new MetaxyException(
          ErrorCode.BUSY,
          "Another writer took over "
              + table
              + ", since this one was not heard of for "
              + lease.toMillis()
              + " ms.",
          "Nothing was changed; try again, or raise lock_lease_ms.",
          cause);
    }

    /** Ends without giving the lock back: who comes next cleans up when the lease has ended. */
    void abandon() {
      renewal.cancel(false);
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      mine.release();
    }

    @Override
    public void close() {
      renewal.cancel(false);
      try {
        synchronized (this) {
          if (closed) {
            return;
          }
          closed = true;
          insert(table, taken.generation(), RELEASED, taken.owner());
        }
      } catch (MetaxyException e) {
        // Its lease ends by itself.
      }
      mine.release();
    }
  }
}
