package io.metaxy.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock of a file, which processes take in turn: the system wakes those that wait in their
 * order, which asking again and again would not. For backends that keep writers of other processes
 * out by a file of their own (rule T2). Threads of one process wait for each other otherwise, since
 * a file lock is the whole process's.
 */
public final class FileTurn {
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private FileTurn() {}

  /**
   * Waits for the lock, which ends with the channel.
   *
   * @param channel open for writing
   * @param patience how long to wait
   * @return whether it has the lock; if not, it waited for longer than {@code patience} or was
   *     interrupted, and the channel is closed
   * @throws IOException if the file cannot be locked for another reason
   */
  public static boolean take(FileChannel channel, Duration patience) throws IOException {
    if (channel.tryLock() != null) {
      return true;
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
      closeUnlocked(channel);
      return false;
    } finally {
      tooLate.complete(false);
    }
    if (tooLate.join()) {
      // It came in the moment in which the channel was closed.
      closeUnlocked(channel);
      return false;
    }
    return true;
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
}
