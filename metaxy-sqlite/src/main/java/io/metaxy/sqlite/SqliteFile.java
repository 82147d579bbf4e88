package io.metaxy.sqlite;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.sql.DatabaseFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The file of a store: whether it is one of ours (rule F2), and connections to it. The header marks
 * our files: application id {@code mtxy}, user version 1.
 */
final class SqliteFile {
  /** {@code mtxy} in ASCII. */
  private static final int APPLICATION_ID = 0x6d747879;

  private static final int FORMAT = 1;

  private final Path path;
  private final DatabaseFile file;
  private final Duration busyTimeout;

  SqliteFile(Path path, Duration busyTimeout) {
    this.path = path;
    this.file = new DatabaseFile(path);
    this.busyTimeout = busyTimeout;
  }

  Path path() {
    return path;
  }

  boolean isNew() {
    return file.isNew();
  }

  /**
   * Refuses a file that is not ours, before SQLite touches it.
   *
   * @throws MetaxyException {@code UNREADABLE_STORE}, {@code UNREACHABLE}
   */
  void check() {
    file.requireNoFolder();
    if (isNew()) {
      return;
    }
    ByteBuffer header;
    long size;
    // Not by a channel, which an interrupted thread cannot read.
    try (InputStream bytes = Files.newInputStream(path)) {
      size = Files.size(path);
      header = ByteBuffer.wrap(bytes.readNBytes(100));
    } catch (IOException e) {
      throw new MetaxyException(
          ErrorCode.UNREACHABLE, path + " cannot be read.", "Check that you may read it.", e);
    }
    if (header.remaining() < 100 || !magic(header).equals("SQLite format 3\0")) {
      throw unreadable("is no SQLite file", "Name the store's file, or another to be made.");
    }
    long pages = Integer.toUnsignedLong(header.getInt(28));
    checkMarks(header.getInt(68), header.getInt(60), pages);
    checkSize(header, pages, size);
  }

  private static String magic(ByteBuffer header) {
    return new String(header.array(), 0, 16, StandardCharsets.US_ASCII);
  }

  /** One page at most means that nothing but SQLite's own header was ever checkpointed. */
  private void checkMarks(int applicationId, int format, long pages) {
    if (applicationId != APPLICATION_ID && !(applicationId == 0 && pages <= 1)) {
      throw unreadable(
          "is an SQLite file of another program", "Name the store's file, or another to be made.");
    }
    if (format > FORMAT) {
      throw unreadable(
          "is of store format " + format + ", newer than " + FORMAT,
          "Use the release of Metaxy that wrote it, or a later one.");
    }
  }

  /** A file shorter than its header says lost its end, unless the rest waits in the log. */
  private void checkSize(ByteBuffer header, long pages, long size) {
    int stored = Short.toUnsignedInt(header.getShort(16));
    long pageSize = stored == 1 ? 65536 : stored;
    boolean hasLog = Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    if (size < pages * pageSize && !hasLog) {
      throw unreadable(
          "is truncated: " + size + " of " + pages * pageSize + " bytes are there",
          "Restore it from a backup; it was left as it is.");
    }
  }

  private MetaxyException unreadable(String problem, String remedy) {
    return new MetaxyException(ErrorCode.UNREADABLE_STORE, path + " " + problem + ".", remedy);
  }

  /** A connection. It makes the file if there is none. */
  Connection connect() throws SQLException {
    boolean readOnly = file.isReadOnly();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) Math.min(busyTimeout.toMillis(), Integer.MAX_VALUE));
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    // What a query sorts or a deletion chooses may be larger than a small heap's machine can hold.
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    config.setReadOnly(readOnly);
    // The driver itself: java.sql.DriverManager would start the drivers of all engines first.
    Connection connection = config.createConnection(JDBC.PREFIX + path);
    try {
      checkMarks(connection);
      if (!readOnly) {
        execute(connection, "PRAGMA journal_mode = WAL");
      }
      SqliteFunctions.register(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void checkMarks(Connection connection) throws SQLException {
    long applicationId = number(connection, "PRAGMA application_id");
    if (applicationId == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
      return;
    }
    checkMarks((int) applicationId, (int) number(connection, "PRAGMA user_version"), 2);
  }

  /** Marks the file as ours, in the transaction of the first write. */
  void mark(Connection connection) throws SQLException {
    file.requireWritable();
    if (number(connection, "PRAGMA application_id") == 0) {
      execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
      execute(connection, "PRAGMA user_version = " + FORMAT);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
