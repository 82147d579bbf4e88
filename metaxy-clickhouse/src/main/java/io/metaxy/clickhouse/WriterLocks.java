package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One writer per table, among all processes. Who holds a table is told by the row of the greatest
 * generation in a table of locks. A new generation is a row whose insertion the engine makes once
 * only, by its deduplication token, so that of many who try to take a lock one gets it. A holder
 * renews its lease, by the server's clock; one that does not, because it is dead, is succeeded when
 * the lease ends. What a holder that was only asleep does then, finds its staged rows gone.
 */
final class WriterLocks implements AutoCloseable {
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final LockTable locks;
  private final Duration patience;
  private final Threads threads;
  private final ConcurrentMap<String, Semaphore> here = new ConcurrentHashMap<>();

  /** Generations that ended here, and may still be the last ones. */
  private final ConcurrentMap<String, Long> ended = new ConcurrentHashMap<>();

  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(Threads.named("lease"));

  WriterLocks(LockTable locks, Duration patience, Threads threads) {
    this.locks = locks;
    this.patience = patience;
    this.threads = threads;
  }

  /**
   * Takes the lock of a table, waiting for others.
   *
   * @param look what is to be seen of the table once it is held; it may run more than once
   * @throws MetaxyException {@code BUSY} if they do not give it back in time
   */
  Lease take(String table, Supplier<Map<String, Tables.Declared>> look) {
    long deadline = System.nanoTime() + patience.toNanos();
    Semaphore mine = here.computeIfAbsent(table, name -> new Semaphore(1, true));
    try {
      if (!mine.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(table);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Pauses.interrupted(awaited(table));
    }
    try {
      Lease.Taken taken = wait(table, look, deadline);
      return new Lease(
          locks,
          table,
          taken,
          renewals,
          released -> {
            if (released) {
              ended.put(table, taken.generation());
            }
            mine.release();
          });
    } catch (RuntimeException | Error e) {
      mine.release();
      throw e;
    }
  }

  private Lease.Taken wait(
      String table, Supplier<Map<String, Tables.Declared>> look, long deadline) {
    locks.create();
    String owner = UUID.randomUUID().toString();
    // If another process came in between, the first try fails.
    Long last = ended.remove(table);
    LockTable.State before =
        last == null ? locks.state(table) : new LockTable.State(last, "", true, false);
    for (long pause = 2; ; pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
      if (before.isFree()) {
        long generation = before.generation() + 1;
        locks.insert(table, generation, 0, owner);
        // If the row is there, nobody else changes the table from now on.
        Meanwhile<Map<String, Tables.Declared>> columns = threads.start(look);
        LockTable.State after = locks.state(table);
        if (after.isHeldBy(owner, generation)) {
          return new Lease.Taken(generation, owner, !before.released(), columns.join());
        }
      }
      if (System.nanoTime() > deadline) {
        throw busy(table);
      }
      Pauses.pause(Duration.ofMillis(pause), awaited(table));
      before = locks.state(table);
    }
  }

  private static String awaited(String table) {
    return "others wrote to " + table;
  }

  private MetaxyException busy(String table) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Others write to " + table + " for more than " + patience.toMillis() + " ms.",
        "Nothing was changed; try again, or raise busy_timeout_ms.");
  }

  @Override
  public void close() {
    renewals.shutdownNow();
  }
}
