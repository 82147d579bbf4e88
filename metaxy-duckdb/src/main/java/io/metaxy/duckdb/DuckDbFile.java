package io.metaxy.duckdb;

import io.metaxy.sql.DatabaseFile;
import io.metaxy.store.AccessMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store and the one opened instance of DuckDB behind all connections to it. DuckDB
 * keeps a file that may be written to this process from the first connection until the store is
 * closed; several processes may read one.
 */
final class DuckDbFile implements AutoCloseable {
  /** The newest form of files that DuckDB 1.4 reads, which the Python library runs on. */
  private static final String STORAGE_VERSION = "v1.4.0";

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final DatabaseFile file;
  private final Duration busyTimeout;
  private final Map<String, String> settings;
  private final AccessMode mode;
  private @Nullable DuckDBConnection first;

  DuckDbFile(Path path, Duration busyTimeout, Map<String, String> settings, AccessMode mode) {
    this.file = new DatabaseFile(path);
    this.busyTimeout = busyTimeout;
    this.settings = Map.copyOf(settings);
    this.mode = mode;
  }

  Duration busyTimeout() {
    return busyTimeout;
  }

  DatabaseFile file() {
    return file;
  }

  /** A connection. It makes the file if there is none. */
  synchronized Connection connect() throws SQLException {
    if (first == null) {
      first = open();
    }
    DuckDBConnection connection = first.duplicate();
    // Rows come as they are asked for; else DuckDB gathers the whole result first.
    execute(connection, "SET TimeZone = 'UTC'; SET jdbc_stream_results = true");
    return connection;
  }

  /**
   * Opens the file, to read it only if no more is wanted: then other processes may read it, too.
   * Where a store of this process has it open for writing, that one's instance will do.
   */
  private DuckDBConnection open() throws SQLException {
    if (file.isReadOnly()) {
      return open(AccessMode.READ);
    }
    try {
      return open(mode);
    } catch (SQLException e) {
      if (mode == AccessMode.READ && DuckDbErrors.isOpenOtherwise(e)) {
        return open(AccessMode.WRITE);
      }
      throw e;
    }
  }

  /** Opens the file, waiting while another process has it. */
  private DuckDBConnection open(AccessMode access) throws SQLException {
    Properties properties = EngineSettings.of(settings);
    properties.putIfAbsent("storage_compatibility_version", STORAGE_VERSION);
    if (access == AccessMode.READ) {
      properties.putIfAbsent("access_mode", "READ_ONLY");
    }
    long deadline = System.nanoTime() + busyTimeout.toNanos();
    while (true) {
      try {
        // The driver itself: java.sql.DriverManager would start the drivers of all engines first.
        Connection opened = new DuckDBDriver().connect("jdbc:duckdb:" + file.path(), properties);
        try {
          JavaFunctions.register(opened);
          return opened.unwrap(DuckDBConnection.class);
        } catch (SQLException | RuntimeException e) {
          opened.close();
          throw e;
        }
      } catch (SQLException e) {
        // An interrupted thread sleeps no more: it would only keep a processor and this monitor
        // busy.
        if (!DuckDbErrors.isLocked(e)
            || System.nanoTime() - deadline > 0
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Lets go of the file once all connections are closed. */
  @Override
  public synchronized void close() {
    if (first != null) {
      try {
        first.close();
      } catch (SQLException e) {
        // All that was promised is committed.
      }
      first = null;
    }
  }
}
