package io.metaxy.iceberg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.io.FileIO;

/**
 * The files of one table as paths for DuckDB. Those of other machines are copied to a temporary
 * folder when they are first read, once while the store is open: a file of Iceberg's never changes.
 */
final class TableFiles implements ReadableFiles {
  private final FileIO io;
  private final TemporaryFolder temporary;
  private final ConcurrentHashMap<String, Path> copies;

  /** Files that {@code io} reads; {@code copies} are those that were made already. */
  TableFiles(FileIO io, TemporaryFolder temporary, ConcurrentHashMap<String, Path> copies) {
    this.io = io;
    this.temporary = temporary;
    this.copies = copies;
  }

  @Override
  public Path path(String location, long size) {
    return LocalFileIO.isLocal(location)
        ? LocalFileIO.path(location)
        : copies.computeIfAbsent(location, this::copy);
  }

  private Path copy(String location) {
    Path copy = temporary.file(UUID.randomUUID() + ".parquet");
    try (InputStream input = io.newInputFile(location).newStream()) {
      Files.copy(input, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where DuckDB writes a file that {@link #publish} then brings to {@code location}. */
  Path writable(String location) {
    if (!LocalFileIO.isLocal(location)) {
      return temporary.file(UUID.randomUUID() + ".parquet");
    }
    Path path = LocalFileIO.path(location);
    try {
      Path folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings a written file to where the table has it. */
  void publish(Path written, String location) {
    if (LocalFileIO.isLocal(location)) {
      return;
    }
    try (OutputStream output = io.newOutputFile(location).create()) {
      Files.copy(written, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    copies.put(location, written);
  }

  /** Removes a file that no commit names. */
  void discard(String location) {
    try {
      io.deleteFile(location);
    } catch (RuntimeException e) {
      // Maintenance finds it.
    }
  }
}
