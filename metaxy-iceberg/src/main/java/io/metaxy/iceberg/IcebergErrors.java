package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.config.SecretText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/** What errors of Iceberg's and of DuckDB's mean to a user. */
final class IcebergErrors {
  private IcebergErrors() {}

  /** Runs something of Iceberg's; {@code doing} says what, such as {@code listing tables}. */
  static <T> T translated(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (MetaxyException | UnsupportedOperationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw translate(e, doing);
    }
  }

  static MetaxyException translate(RuntimeException e, String doing) {
    if (e instanceof MetaxyException translated) {
      return translated;
    }
    if (e instanceof UndoneException undone) {
      return translate(undone.reason(), doing);
    }
    if (e instanceof CommitStateUnknownException) {
      return error(
          ErrorCode.STATE_UNKNOWN,
          "Whether the commit took effect is not known (" + firstLine(e) + ").",
          "Look at the table before trying again.",
          e);
    }
    if (e instanceof CommitFailedException
        || e instanceof ValidationException
        || e instanceof AlreadyExistsException) {
      return conflict(e);
    }
    SQLException sql = cause(e, SQLException.class);
    if (sql != null) {
      return catalog(sql, doing, e);
    }
    if (e instanceof MetadataCheck.CorruptMetadataException) {
      return corrupt(e, doing);
    }
    if (cause(e, UnreadableFileException.class) != null) {
      return error(
          ErrorCode.UNREACHABLE,
          "A file of the table cannot be read (" + firstLine(e) + ").",
          "Check the rights of the file and its folder, and the disk; it was left as it is.",
          e);
    }
    if (e instanceof NotFoundException
        || cause(e, NoSuchFileException.class) != null
        || cause(e, FileNotFoundException.class) != null) {
      return error(
          ErrorCode.UNREACHABLE,
          "A file of the table is missing (" + firstLine(e) + ").",
          "If the warehouse was moved, move it back, or link its old path to the new one, since it"
              + " names files by their whole paths; otherwise restore it from a backup.",
          e);
    }
    if (e instanceof NoSuchNamespaceException) {
      return error(
          ErrorCode.UNREACHABLE,
          "The catalog has no such namespace (" + firstLine(e) + ").",
          "Make it, or set auto_create_namespace to true.",
          e);
    }
    if (e instanceof NotAuthorizedException || e instanceof ForbiddenException) {
      return error(
          ErrorCode.UNREACHABLE,
          "The catalog refuses access (" + firstLine(e) + ").",
          "Check the credentials in catalog_properties.",
          e);
    }
    if (e instanceof RESTException) {
      return error(
          ErrorCode.UNREACHABLE,
          "The catalog cannot be reached (" + firstLine(e) + ").",
          "Check its uri, and that it runs.",
          e);
    }
    if (cause(e, AccessDeniedException.class) != null) {
      return error(
          ErrorCode.READ_ONLY,
          "A file of the warehouse may not be written (" + firstLine(e) + ").",
          "Check the rights of its folder; nothing was changed.",
          e);
    }
    if (String.valueOf(cause(e, IOException.class)).contains("No space left")) {
      return error(
          ErrorCode.OUT_OF_RESOURCES,
          "The disk is full while " + doing + ".",
          "Make room; nothing was changed.",
          e);
    }
    if (e instanceof UncheckedIOException || e instanceof IllegalArgumentException) {
      // Iceberg's parsers of metadata fail with these.
      return corrupt(e, doing);
    }
    return error(
        ErrorCode.ENGINE_FAILURE,
        "Iceberg failed while " + doing + ": " + firstLine(e) + ".",
        "If it fails again, report it with this message.",
        e);
  }

  private static MetaxyException corrupt(RuntimeException e, String doing) {
    return error(
        ErrorCode.UNREADABLE_STORE,
        "A metadata file cannot be read as what it should be while "
            + doing
            + " ("
            + firstLine(e)
            + ").",
        "Restore it from a backup; it was left as it is.",
        e);
  }

  /** Somebody else committed first. */
  static MetaxyException conflict(@Nullable RuntimeException e) {
    return error(
        ErrorCode.BUSY,
        "Another writer changed the table first"
            + (e == null ? "" : " (" + firstLine(e) + ")")
            + ".",
        "Nothing was changed; try again.",
        e);
  }

  private static MetaxyException catalog(SQLException sql, String doing, RuntimeException e) {
    String text = String.valueOf(sql.getMessage());
    if (text.contains("SQLITE_BUSY") || text.contains("SQLITE_LOCKED")) {
      return error(
          ErrorCode.BUSY,
          "The catalog is locked by another process (" + text.strip() + ").",
          "Nothing was changed; try again, or raise busy_timeout_ms.",
          e);
    }
    if (text.contains("SQLITE_NOTADB") || text.contains("SQLITE_CORRUPT")) {
      return error(
          ErrorCode.UNREADABLE_STORE,
          "The catalog is no sound SQLite database (" + text.strip() + ").",
          "Restore it from a backup, or name another one; it was left as it is.",
          e);
    }
    if (text.contains("SQLITE_READONLY")) {
      return error(
          ErrorCode.READ_ONLY,
          "The catalog is read-only.",
          "Make its file writable; nothing was changed.",
          e);
    }
    if (text.contains("SQLITE_CANTOPEN")
        || text.contains("No suitable driver")
        || e instanceof UncheckedSQLException && text.contains("onnect")) {
      return error(
          ErrorCode.UNREACHABLE,
          "The catalog cannot be opened (" + text.strip() + ").",
          "Check its uri, that its folder exists, and that its driver is on the class path.",
          e);
    }
    return error(
        ErrorCode.ENGINE_FAILURE,
        "The catalog failed while " + doing + ": " + text.strip() + ".",
        "If it fails again, report it with this message.",
        e);
  }

  /** For DuckDB, which has no codes, so the texts tell. */
  static MetaxyException engine(SQLException e, String doing) {
    String text = String.valueOf(e.getMessage());
    String line = text.lines().findFirst().orElse("");
    if (text.contains("No files found that match") || text.contains("Cannot open file")) {
      return error(
          ErrorCode.UNREACHABLE,
          "A data file of the table is missing (" + line + ").",
          "Restore it from a backup; a snapshot that maintenance expired cannot be read any more.",
          e);
    }
    if (text.startsWith("Out of Memory Error") || text.contains("No space left")) {
      return error(
          ErrorCode.OUT_OF_RESOURCES,
          "DuckDB ran out of disk or memory while " + doing + " (" + line + ").",
          "Make room, or set memory_limit in the store's config; nothing was changed.",
          e);
    }
    if (text.contains("magic bytes")
        || text.contains("not a Parquet file")
        || text.contains("too small to be a Parquet")
        || text.contains("footer length")) {
      return error(
          ErrorCode.UNREADABLE_STORE,
          "A data file of the table is no sound Parquet file (" + line + ").",
          "Restore it from a backup; it was left as it is.",
          e);
    }
    if (text.startsWith("Conversion Error")) {
      return error(
          ErrorCode.INVALID_ROWS,
          "A value does not fit the type of its column in the table (" + line + ").",
          "Mend the value, or widen the column; nothing was stored.",
          e);
    }
    return error(
        ErrorCode.ENGINE_FAILURE,
        "DuckDB failed while " + doing + ": " + line + ".",
        "Nothing was changed. If it fails again, report it with this message.",
        e);
  }

  static MetaxyException error(
      ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
    // The libraries' texts quote addresses whole.
    return new MetaxyException(code, SecretText.hidden(problem), remedy, cause);
  }

  static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
