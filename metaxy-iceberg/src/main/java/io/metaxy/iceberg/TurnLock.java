package io.metaxy.iceberg;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that processes of one machine take in turn. The system wakes who waits, and gives the lock
 * back when a process dies. Who waits for the lock holds a second one, the gate: a process that has
 * just given the lock back cannot take it again before one that waits at the gate. One thread of a
 * process at a time may ask.
 */
final class TurnLock implements AutoCloseable {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "metaxy-iceberg-locks");
            thread.setDaemon(true);
            return thread;
          });

  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final FileChannel channel;

  private TurnLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for its turn, but no longer than {@code nanos}; empty if it did not come. */
  static Optional<TurnLock> take(Path folder, String name, long nanos) throws IOException {
    long deadline = System.nanoTime() + nanos;
    Files.createDirectories(folder);
    Optional<FileChannel> gate = locked(folder.resolve(name + ".gate"), deadline);
    if (gate.isEmpty()) {
      return Optional.empty();
    }
    try (FileChannel waiting = gate.get()) {
      return locked(folder.resolve(name), deadline).map(TurnLock::new);
    }
  }

  private static Optional<FileChannel> locked(Path file, long deadline) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      return Optional.of(channel);
    }
    // Either the lock comes first or its deadline; the other then leaves the channel alone.
    AtomicBoolean isDecided = new AtomicBoolean();
    Future<?> alarm =
        TIMER.schedule(
            () -> isDecided.compareAndSet(false, true) && close(channel),
            deadline - System.nanoTime(),
            TimeUnit.NANOSECONDS);
    try {
      while (!blocked(channel)) {
        LockSupport.parkNanos(AGAIN_NANOS);
      }
      if (isDecided.compareAndSet(false, true)) {
        return Optional.of(channel);
      }
    } catch (ClosedChannelException e) {
      // The deadline came.
    } catch (FileLockInterruptionException e) {
      Thread.currentThread().interrupt();
    } finally {
      alarm.cancel(false);
    }
    close(channel);
    return Optional.empty();
  }

  /**
   * Waits until it has the lock. The system refuses to wait where it sees processes that wait for
   * each other. Those may be threads that do not, with locks of several tables.
   */
  private static boolean blocked(FileChannel channel) throws IOException {
    try {
      channel.lock();
      return true;
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
    return true;
  }

  @Override
  public void close() {
    close(channel);
  }
}
