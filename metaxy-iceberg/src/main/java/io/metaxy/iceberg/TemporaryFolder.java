package io.metaxy.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for what an open store needs for a while. It is removed when the store is closed; one
 * that a killed process left is removed by the next that makes one in the same place. A lock, which
 * ends with its process, tells which is which. One thread of a process at a time makes or removes
 * one: the system gives locks to processes, not to threads.
 */
final class TemporaryFolder implements AutoCloseable {
  private static final String PREFIX = "metaxy-iceberg-";
  private static final String LOCK = ".lock";

  /** Locks of this process: to open and close such a file once more would end its lock. */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path folder;
  private final FileChannel lock;

  private TemporaryFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** A folder below {@code root}, after those of dead processes are removed. */
  static synchronized TemporaryFolder in(Path root) {
    try {
      Files.createDirectories(root);
      sweep(root);
      // The lock comes first, so that no other process ever sees the folder without it.
      Path lockFile = Files.createTempFile(root, PREFIX, LOCK);
      OURS.add(lockFile);
      return locked(lockFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemporaryFolder locked(Path lockFile) throws IOException {
    FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
    try {
      // Who sweeps has it but for a moment; and to wait is what an interrupted thread may not.
      while (lock.tryLock() == null) {
        Thread.onSpinWait();
      }
      return new TemporaryFolder(Files.createDirectory(folderOf(lockFile)), lock);
    } catch (IOException e) {
      // Such as a disk that is full: nobody else would remove a lock without its folder.
      lock.close();
      Files.deleteIfExists(lockFile);
      OURS.remove(lockFile);
      throw e;
    }
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static void sweep(Path root) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, PREFIX + "*" + LOCK)) {
      for (Path lockFile : locks) {
        if (OURS.contains(lockFile)) {
          continue;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
          @Nullable FileLock lock = channel.tryLock();
          if (lock != null && Files.exists(folderOf(lockFile))) {
            remove(folderOf(lockFile));
            Files.deleteIfExists(lockFile);
          }
        } catch (IOException | UncheckedIOException e) {
          // It is in use, or another process removes it just now.
        }
      }
    }
  }

  Path path() {
    return folder;
  }

  /** A path in it for a new file. */
  Path file(String name) {
    return folder.resolve(name);
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    synchronized (TemporaryFolder.class) {
      Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
      try (lock) {
        remove(folder);
        Files.deleteIfExists(lockFile);
      } catch (IOException | UncheckedIOException e) {
        // The next process removes what is left.
      } finally {
        OURS.remove(lockFile);
      }
    }
  }
}
