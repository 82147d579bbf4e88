package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One writer of ours on a table at a time, so that they wait for each other rather than do their
 * work again. Of one process always; of all processes of a machine if the warehouse is a folder on
 * it. Writers of other programs do not ask: a commit still checks that none came first.
 */
final class TableLock implements AutoCloseable {
  private static final Map<String, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore semaphore;
  private final @Nullable TurnLock lock;

  private TableLock(Semaphore semaphore, @Nullable TurnLock lock) {
    this.semaphore = semaphore;
    this.lock = lock;
  }

  /**
   * Waits for its turn.
   *
   * @param warehouse what the table is in, for stores of one process
   * @param folder the warehouse's folder, if it is on this machine
   * @throws MetaxyException {@code BUSY}
   */
  static TableLock take(String warehouse, Optional<Path> folder, String table, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    String place = folder.map(TableLock::real).orElse(warehouse);
    Semaphore semaphore =
        IN_PROCESS.computeIfAbsent(place + "\n" + table, t -> new Semaphore(1, true));
    try {
      if (!semaphore.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(table);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(table, e);
    }
    try {
      TurnLock lock =
          folder.isPresent() && Files.isDirectory(folder.get())
              ? amongProcesses(folder.get().resolve(".metaxy-locks"), table, deadline)
              : null;
      return new TableLock(semaphore, lock);
    } catch (RuntimeException e) {
      semaphore.release();
      throw e;
    }
  }

  /** One name for a folder: a lock of this process must not be asked for twice. */
  private static String real(Path folder) {
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      return folder.toString();
    }
  }

  private static TurnLock amongProcesses(Path locks, String table, long deadline) {
    try {
      return TurnLock.take(locks, table, deadline - System.nanoTime())
          .orElseThrow(
              () ->
                  Thread.currentThread().isInterrupted() ? interrupted(table, null) : busy(table));
    } catch (IOException e) {
      throw IcebergErrors.translate(new UncheckedIOException(e), "locking table " + table);
    }
  }

  private static MetaxyException interrupted(String table, @Nullable InterruptedException e) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "The thread was interrupted before its turn to write to table " + table + ".",
        "Nothing was changed; try again.",
        e);
  }

  private static MetaxyException busy(String table) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Another writer has table " + table + ".",
        "Nothing was changed; try again, or raise busy_timeout_ms.");
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } finally {
      semaphore.release();
    }
  }
}
