package io.metaxy.duckdb;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One writer of a file at a time (rule T2). DuckDB lets writers go on side by side and refuses the
 * one that commits second; here they wait for each other. The file is this process's alone, so a
 * lock in memory is enough, shared by all stores that have it open.
 */
final class WriterLock {
  private static final Map<Path, Semaphore> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final Duration timeout;
  private final Semaphore semaphore;

  WriterLock(Path file, Duration timeout) {
    this.file = file;
    this.timeout = timeout;
    this.semaphore = LOCKS.computeIfAbsent(file, f -> new Semaphore(1, true));
  }

  /**
   * Waits for its turn.
   *
   * @throws MetaxyException {@code BUSY}
   */
  void take() {
    try {
      if (semaphore.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MetaxyException(
          ErrorCode.BUSY,
          "The thread was interrupted before its turn to write to " + file + ".",
          "Nothing was changed; try again.",
          e);
    }
    throw new MetaxyException(
        ErrorCode.BUSY,
        "Another thread is writing to " + file + ".",
        "Nothing was changed; try again, or raise busy_timeout_ms.");
  }

  void release() {
    semaphore.release();
  }
}
