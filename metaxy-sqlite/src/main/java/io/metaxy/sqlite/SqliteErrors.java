package io.metaxy.sqlite;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the engine's errors mean to a user. */
final class SqliteErrors {
  private SqliteErrors() {}

  static MetaxyException translate(SQLException e, String doing, Path file) {
    // Extended codes carry the primary one in their low byte.
    int code = (e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode()) & 0xff;
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return new MetaxyException(
          ErrorCode.BUSY,
          "Another process or thread holds " + file + " for writing.",
          "Nothing was changed; try again, or raise busy_timeout_ms.",
          e);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_PERM.code) {
      return new MetaxyException(
          ErrorCode.READ_ONLY,
          file + " cannot be written, and SQLite writes beside a file even to read it.",
          "Make the file and its folder writable; nothing was changed.",
          e);
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          file + " is not a sound SQLite file (" + e.getMessage() + ").",
          "Restore it from a backup, or name another file; it was left as it is.",
          e);
    }
    if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return new MetaxyException(
          ErrorCode.UNREACHABLE,
          file + " cannot be opened.",
          "Check that its folder exists and that you may read and write there.",
          e);
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code
        || code == SQLiteErrorCode.SQLITE_NOMEM.code
        || code == SQLiteErrorCode.SQLITE_TOOBIG.code
        || code == SQLiteErrorCode.SQLITE_IOERR.code) {
      return new MetaxyException(
          ErrorCode.OUT_OF_RESOURCES,
          "SQLite ran out of disk, memory or room for a value while "
              + doing
              + " ("
              + e.getMessage()
              + ").",
          "Make room and try again; the operation was undone.",
          e);
    }
    return new MetaxyException(
        ErrorCode.ENGINE_FAILURE,
        "SQLite failed while " + doing + ": " + e.getMessage() + ".",
        "The operation was undone. If it fails again, report it with this message.",
        e);
  }
}
