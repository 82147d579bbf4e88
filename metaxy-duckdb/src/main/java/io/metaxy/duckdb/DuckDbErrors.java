package io.metaxy.duckdb;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What the engine's errors mean to a user. The driver has no codes, so the texts tell. */
final class DuckDbErrors {
  private DuckDbErrors() {}

  /** Whether another process has the file. */
  static boolean isLocked(SQLException e) {
    return text(e).contains("Could not set lock on file");
  }

  private static String text(SQLException e) {
    return String.valueOf(e.getMessage());
  }

  /** The first line: what follows quotes the statement. */
  private static String firstLine(SQLException e) {
    return text(e).lines().findFirst().orElse("");
  }

  /** Whether this process has the file open with other settings. */
  static boolean isOpenOtherwise(SQLException e) {
    return text(e).contains("same database file with a different configuration");
  }

  /** Whether a statement names a table that is not there. */
  static boolean saysNoTable(SQLException e) {
    return text(e).startsWith("Catalog Error: Table with name ");
  }

  static MetaxyException translate(SQLException e, String doing, Path file) {
    String text = text(e);
    if (isLocked(e)) {
      return new MetaxyException(
          ErrorCode.BUSY,
          file + " is open in another process" + holder(text) + "; DuckDB lets only one at it.",
          "Nothing was changed; close the other one and try again, or raise busy_timeout_ms.",
          e);
    }
    if (isOpenOtherwise(e)) {
      return new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          file + " is already open in this process with other settings of DuckDB.",
          "Close it there, or use the same settings; a store that is open for reading only lets"
              + " none write.",
          e);
    }
    // Before what a failed commit says first.
    if (text.startsWith("Out of Memory Error") || text.contains("No space left")) {
      return new MetaxyException(
          ErrorCode.OUT_OF_RESOURCES,
          "DuckDB ran out of disk or memory while " + doing + " (" + firstLine(e) + ").",
          "Make room, or raise memory_limit in the store's config; the operation was undone.",
          e);
    }
    if (text.startsWith("TransactionContext Error") || text.contains("write-write conflict")) {
      return new MetaxyException(
          ErrorCode.BUSY,
          "Another connection changed the same rows of " + file + " first.",
          "Nothing was changed; try again.",
          e);
    }
    if (text.contains("read-only mode")) {
      return new MetaxyException(
          ErrorCode.READ_ONLY,
          file + " is read-only.",
          "Make the file writable; nothing was changed.",
          e);
    }
    if (text.contains("not a valid DuckDB database file")
        || text.contains("newer version of DuckDB")
        || text.contains("Could not read enough bytes")
        || text.contains("could not be read")
        || text.contains("Corrupt database file")
        || text.startsWith("Serialization Error")) {
      return new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          file
              + " is not a sound DuckDB file of a version that can be read ("
              + firstLine(e)
              + ").",
          "Restore it from a backup, or name another file; it was left as it is.",
          e);
    }
    if (text.startsWith("IO Error: Extension ")) {
      return new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          file + " is no file of DuckDB's: it is of another program (" + firstLine(e) + ").",
          "Name another file, or the backend that it belongs to; it was left as it is.",
          e);
    }
    if (text.startsWith("IO Error: Cannot open file")
        || text.contains("Could not read from file")) {
      return new MetaxyException(
          ErrorCode.UNREACHABLE,
          file + " cannot be opened (" + firstLine(e) + ").",
          "Check that its folder exists and that you may read and write there.",
          e);
    }
    return new MetaxyException(
        ErrorCode.ENGINE_FAILURE,
        "DuckDB failed while " + doing + ": " + firstLine(e) + ".",
        "The operation was undone. If it fails again, report it with this message.",
        e);
  }

  /** The program that has the file, as DuckDB tells it. */
  private static String holder(String text) {
    int start = text.indexOf("held in ");
    int end = text.indexOf(')', start);
    return start < 0 || end < 0 ? "" : ", " + text.substring(start + 8, end + 1);
  }
}
