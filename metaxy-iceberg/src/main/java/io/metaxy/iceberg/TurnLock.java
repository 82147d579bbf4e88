package io.metaxy.iceberg;

import io.metaxy.spi.FileTurn;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that processes of one machine take in turn. The system wakes who waits, and gives the lock
 * back when a process dies. Who waits for the lock holds a second one, the gate: a process that has
 * just given the lock back cannot take it again before one that waits at the gate. One thread of a
 * process at a time may ask.
 */
final class TurnLock implements AutoCloseable {
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
    Duration patience = Duration.ofNanos(deadline - System.nanoTime());
    return FileTurn.take(channel, patience) ? Optional.of(channel) : Optional.empty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
