package io.metaxy.sql;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections that were used before and wait to be used again. Every cursor and transaction has one
 * to itself.
 */
final class ConnectionPool implements AutoCloseable {
  private final Source source;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> lent = new HashSet<>();
  private volatile boolean closed;

  /** Where new connections come from. */
  interface Source {
    Connection connect() throws SQLException;
  }

  ConnectionPool(Source source) {
    this.source = source;
  }

  synchronized Connection take() throws SQLException {
    if (closed) {
      throw closed(null);
    }
    Connection connection = idle.isEmpty() ? source.connect() : idle.pop();
    lent.add(connection);
    return connection;
  }

  /** Takes a connection back; it is in no transaction. */
  void giveBack(Connection connection) {
    synchronized (this) {
      lent.remove(connection);
      if (!closed) {
        idle.push(connection);
        return;
      }
    }
    closeQuietly(connection);
  }

  /** Closes a connection that is in an unclear state. */
  void discard(Connection connection) {
    synchronized (this) {
      lent.remove(connection);
    }
    closeQuietly(connection);
  }

  boolean isClosed() {
    return closed;
  }

  static MetaxyException closed(@Nullable Throwable cause) {
    return new MetaxyException(
        ErrorCode.CLOSED, "The store is closed.", "Open it anew, or close it later.", cause);
  }

  @Override
  public void close() {
    Set<Connection> all;
    synchronized (this) {
      closed = true;
      all = new HashSet<>(lent);
      all.addAll(idle);
      idle.clear();
      lent.clear();
    }
    all.forEach(ConnectionPool::closeQuietly);
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing that was promised depends on it: all finished work is committed.
    }
  }
}
