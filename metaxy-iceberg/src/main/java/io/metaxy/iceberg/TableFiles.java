package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;

/**
 * The files of one table as paths for DuckDB. Those of other machines are copied to a temporary
 * folder when they are first read, once while the store is open: a file of Iceberg's never changes.
 */
final class TableFiles implements ReadableFiles {
  /** Of tables that may have files without the ids of columns. */
  private static final String NAME_MAPPING = "schema.name-mapping.default";

  /** Files of such tables that were looked at; they never change. */
  private static final Set<String> WITH_IDS = ConcurrentHashMap.newKeySet();

  private final FileIO io;
  private final boolean mayLackIds;
  private final TemporaryFolder temporary;
  private final ConcurrentHashMap<String, Path> copies;

  /** Files of {@code table}; {@code copies} are those that were made already. */
  TableFiles(Table table, TemporaryFolder temporary, ConcurrentHashMap<String, Path> copies) {
    this.io = table.io();
    this.mayLackIds = table.properties().containsKey(NAME_MAPPING);
    this.temporary = temporary;
    this.copies = copies;
  }

  @Override
  public Path path(String location, long size) {
    Path path =
        LocalFileIO.isLocal(location)
            ? LocalFileIO.path(location)
            : copies.computeIfAbsent(location, this::copy);
    // Without ids DuckDB would find none of the columns, and read nulls.
    if (mayLackIds && !WITH_IDS.contains(location) && Files.exists(path)) {
      requireIds(location, path);
      WITH_IDS.add(location);
    }
    return path;
  }

  private static void requireIds(String location, Path path) {
    try {
      if (!ParquetFooter.hasColumnIds(path)) {
        throw new MetaxyException(
            ErrorCode.UNREADABLE_STORE,
            "The file " + location + " has no column ids.",
            "Rewrite it with the engine that added it to the table; it was left as it is.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
