package io.metaxy.spi;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A backend that keeps each table in a file of a folder. An author says how rows are written to a
 * file and read from one; that transactions are atomic, durable and exclude each other in this
 * process and in others is done here.
 */
public abstract class FolderBackend extends SnapshotBackend<Path> {
  /** A locked file keeps other processes waiting; threads of this one wait here. */
  private static final Map<Path, Semaphore> WRITERS = new ConcurrentHashMap<>();

  private static final AtomicLong COPIES = new AtomicLong();

  /** Stands behind the name of a file that is not published. */
  private static final String NEW = ".new";

  private final Path folder;
  private final String ending;
  private final Duration patience;

  /**
   * @param folder where the files are; it need not exist yet
   * @param ending what their names end with, as {@code .csv}
   */
  protected FolderBackend(Path folder, String ending) {
    this(folder, ending, Duration.ofSeconds(MOST_SECONDS));
  }

  /**
   * The same for a test.
   *
   * @param patience how long to wait for another process
   */
  FolderBackend(Path folder, String ending, Duration patience) {
    this.folder = folder.toAbsolutePath().normalize();
    this.ending = ending;
    this.patience = patience;
  }

  /**
   * The rows of a file that {@link #write(RowCursor, Path)} wrote, read one after the other (rule
   * R8); their schema has the types, too. Any exception of it or of the cursor but {@link
   * IOException} means that it is no such file (rule F2).
   */
  protected abstract RowCursor read(Path file) throws IOException;

  /**
   * Writes rows and their schema to a new file. Leaves the cursor open, and lets its errors pass.
   */
  protected abstract void write(RowCursor rows, Path file) throws IOException;

  @Override
  public List<String> tables() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final Optional<Path> current(String table) {
    return Optional.of(file(table)).filter(Files::exists);
  }

  /** The file that holds a table, or will when it is first written. */
  public final Path file(String table) {
    return folder.resolve(table + ending);
  }

  @Override
  protected final RowCursor rows(Path file) {
    try {
      return new FileRows(file, read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw FileRows.unreadable(file, e);
    }
  }

  @Override
  protected final Path write(String table, RowCursor rows) {
    try {
      Path copy = folder.resolve(table + ending + NEW + COPIES.incrementAndGet());
      write(rows, copy);
      try (FileChannel bytes = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        bytes.force(true);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final void publish(String table, Path copy) {
    try {
      Files.move(copy, file(table), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final void remove(String table) {
    try {
      Files.deleteIfExists(file(table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final Semaphore writer(String table) {
    try {
      Path place = Files.createDirectories(folder).toRealPath().resolve(table + ending);
      return WRITERS.computeIfAbsent(place, p -> new Semaphore(1, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final Closeable lock(String table) throws IOException {
    Path file = folder.resolve(table + ending + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!FileTurn.take(channel, patience)) {
        throw new MetaxyException(
            ErrorCode.BUSY,
            "Another process holds table " + table + " for writing.",
            "Nothing was changed; try again. If that process hangs, end it.");
      }
      // What a killed process left.
      removeUnpublished(table);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    return () -> {
      try (channel) {
        removeUnpublished(table);
      }
    };
  }

  private void removeUnpublished(String table) throws IOException {
    String copy = table + ending + NEW;
    try (DirectoryStream<Path> copies =
        Files.newDirectoryStream(folder, f -> f.getFileName().toString().startsWith(copy))) {
      for (Path each : copies) {
        Files.delete(each);
      }
    }
  }
}
