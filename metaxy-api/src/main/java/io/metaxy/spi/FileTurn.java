package io.metaxy.spi;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a file, which processes take in turn: the system wakes those that wait in their
 * order, which asking again and again would not. It knows no end of waiting but that the channel is
 * closed.
 */
final class FileTurn {
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private FileTurn() {}

  /**
   * Locks a file.
   *
   * @param table what it is for
   * @throws MetaxyException {@code BUSY} if it waited for longer than {@code patience}; the channel
   *     is closed then
   */
  static void take(FileChannel channel, String table, Duration patience) throws IOException {
    if (channel.tryLock() != null) {
      return;
    }
    CompletableFuture<Boolean> tooLate =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
    tooLate.thenAccept(
        late -> {
          if (late) {
            closeUnlocked(channel);
          }
        });
    try {
      while (!isLocked(channel)) {
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw busy(table, e);
    } finally {
      tooLate.complete(false);
    }
    if (tooLate.join()) {
      // It came in the moment in which the channel was closed.
      throw busy(table, null);
    }
  }

  /**
   * Waits until it has the lock. Linux refuses to wait where processes wait for each other, though
   * these may be threads that do not, with locks of several tables.
   */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      channel.lock();
      return true;
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeUnlocked(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MetaxyException busy(String table, @Nullable IOException cause) {
    return new MetaxyException(
        ErrorCode.BUSY,
        "Another process holds table " + table + " for writing.",
        "Nothing was changed; try again. If that process hangs, end it.",
        cause);
  }
}
