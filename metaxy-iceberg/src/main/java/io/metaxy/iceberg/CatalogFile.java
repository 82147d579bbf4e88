package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The SQLite file of a catalog: whether it is one, and whole (rule F2). */
final class CatalogFile {
  private static final String MAGIC = "SQLite format 3\0";
  private static final int HEADER = 100;

  private CatalogFile() {}

  /** Whether no write has made it yet. */
  static boolean isNew(Path file) {
    try {
      return !Files.exists(file) || Files.size(file) == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses what is no catalog: Iceberg would add its tables to another program's, and SQLite takes
   * a file of a few bytes for a new one.
   */
  static void check(Path file) {
    if (isNew(file)) {
      return;
    }
    checkSize(file);
    Set<String> tables = tables(file);
    if (!tables.isEmpty() && !tables.contains("iceberg_tables")) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          file + " is a database of another program.",
          "Name another file for the catalog; it was left as it is.");
    }
  }

  /** A file shorter than its header says lost its end, unless the rest waits in the log. */
  private static void checkSize(Path file) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    long size;
    // Not by a channel, which an interrupted thread cannot read.
    try (InputStream bytes = Files.newInputStream(file)) {
      size = Files.size(file);
      header.put(bytes.readNBytes(HEADER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String magic = new String(header.array(), 0, MAGIC.length(), StandardCharsets.US_ASCII);
    int stored = Short.toUnsignedInt(header.getShort(16));
    long due = Integer.toUnsignedLong(header.getInt(28)) * (stored == 1 ? 65536 : stored);
    boolean hasLog = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    if (!magic.equals(MAGIC) || size < HEADER || (size < due && !hasLog)) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          "The catalog " + file + " is no SQLite file, or was cut.",
          "Restore it from a backup, or name another warehouse; it was left as it is.");
    }
  }

  private static Set<String> tables(Path file) {
    Set<String> tables = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw IcebergErrors.translate(new IllegalStateException(e), "opening the catalog");
    }
    return tables;
  }
}
