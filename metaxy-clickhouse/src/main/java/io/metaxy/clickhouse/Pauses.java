package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Pauses between two looks at what others do. */
final class Pauses {
  private Pauses() {}

  /**
   * Sleeps for a while. The mark of an interrupted thread stays: no pause would be one any more.
   *
   * @param awaited what others do, in the past tense
   * @throws MetaxyException {@code BUSY} if the thread is interrupted
   */
  static void pause(Duration length, String awaited) {
    LockSupport.parkNanos(length.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(awaited);
    }
  }

  /** What it means that a thread is interrupted before its turn. */
  static MetaxyException interrupted(String awaited) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "The thread was interrupted while " + awaited + ".",
        "Nothing was changed; try again.");
  }
}
