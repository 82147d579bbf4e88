package io.metaxy.sql;

import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * A backend whose engine speaks SQL through JDBC. A subclass says what differs: connections,
 * dialect, types, how latest rows are lowered, what an error of the driver means.
 */
public abstract class SqlBackend implements RelationalBackend {
  private final SqlPrinter printer;
  private final ConnectionPool pool;

  /** A backend that prints statements with {@code printer}. */
  protected SqlBackend(SqlPrinter printer) {
    this.printer = printer;
    this.pool = new ConnectionPool(this::connect);
  }

  /** A new connection, in auto-commit mode, with all that the backend's statements need. */
  protected abstract Connection connect() throws SQLException;

  /** How values of {@code type} pass through the driver. */
  protected abstract ColumnCodec codec(DataType type);

  /** Codecs of the columns; those of one type share one, which may remember its last value. */
  protected final ColumnCodec[] codecs(Schema schema) {
    Map<DataType, ColumnCodec> byType = new HashMap<>();
    return schema.columns().stream()
        .map(column -> byType.computeIfAbsent(column.type(), this::codec))
        .toArray(ColumnCodec[]::new);
  }

  /** The engine's name of the type that {@code column} has in {@code table}. */
  protected abstract String typeName(String table, Column column);

  /** The columns of {@code table}; empty if there is no such table. */
  protected abstract Optional<Schema> schema(Connection connection, String table)
      throws SQLException;

  /** The names of the tables. */
  protected abstract List<String> tables(Connection connection) throws SQLException;

  /** Whether there is no file yet: to look into it would make it. */
  protected boolean isNew() {
    return false;
  }

  /** Starts a transaction that excludes other writers, waiting for them. */
  protected abstract void beginWrite(Connection connection) throws SQLException;

  /** Ends a transaction with its changes kept. */
  protected void commit(Connection connection) throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Ends a transaction with its changes undone. */
  protected void rollback(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /**
   * Refuses column names that the engine cannot tell apart.
   *
   * @throws MetaxyException {@code INCOMPATIBLE_SCHEMA}
   */
  protected void checkNames(List<String> names) {}

  /** Creates what makes latest rows fast to find; called after the table was created. */
  protected abstract void createIndexes(Connection connection, String table, List<String> keys)
      throws SQLException;

  /**
   * What an error of the driver means.
   *
   * @param doing what was being done, such as {@code reading rows}
   */
  protected abstract MetaxyException translate(SQLException e, String doing);

  /** Fails if the backend is closed: some drivers then say that there are no more rows. */
  protected final void requireOpen() {
    if (pool.isClosed()) {
      throw ConnectionPool.closed(null);
    }
  }

  /** What an error of the driver means; after {@link #close} it means just that. */
  protected final MetaxyException failure(SQLException e, String doing) {
    return pool.isClosed() ? ConnectionPool.closed(e) : translate(e, doing);
  }

  /** Prints statements of this backend's engine. */
  protected final SqlPrinter printer() {
    return printer;
  }

  @Override
  public final List<String> tables() {
    return isNew() ? List.of() : withConnection("listing tables", this::tables);
  }

  @Override
  public final Optional<Schema> schema(String table) {
    return isNew()
        ? Optional.empty()
        : withConnection("reading the columns of " + table, c -> schema(c, table));
  }

  @Override
  public final RowCursor query(RelNode plan) {
    String sql = printer.query(plan);
    Connection connection = take();
    return query(connection, plan, sql, () -> pool.giveBack(connection));
  }

  @Override
  public final RowCursor scan(Scan scan) {
    Schema schema =
        schema(scan.table())
            .orElseThrow(() -> new IllegalArgumentException("no table " + scan.table()));
    return query(FeaturePlans.scan(scan, schema));
  }

  /** Runs a query; {@code atClose} runs when its cursor is closed, or here if it fails. */
  @SuppressWarnings("MustBeClosed")
  final RowCursor query(Connection connection, RelNode plan, String sql, Runnable atClose) {
    Statement statement = null;
    try {
      statement = connection.createStatement();
      ResultSet rows = statement.executeQuery(sql);
      return cursor(PlanTypes.schema(plan.getRowType()), sql, statement, rows, atClose);
    } catch (SQLException | RuntimeException e) {
      closeQuietly(statement);
      MetaxyException failure =
          e instanceof SQLException sqlError
              ? failure(reason(connection, sql, sqlError), "running a query")
              : null;
      atClose.run();
      throw failure != null ? failure : (RuntimeException) e;
    }
  }

  /**
   * The rows of a result.
   *
   * @param schema its columns
   * @param sql the query
   * @param atClose runs once, after statement and result are closed
   */
  protected RowCursor cursor(
      Schema schema, String sql, Statement statement, ResultSet rows, Runnable atClose)
      throws SQLException {
    return new SqlCursor(this, schema, statement, rows, atClose);
  }

  /**
   * A cheaper way to remove samples, of an engine that scans faster than it ranks; none unless a
   * backend has one.
   *
   * @param keys the keys of samples chosen by their latest rows
   * @param samples the columns of {@code keys} that tell samples apart
   */
  protected Optional<RowDeletion> rowDeletion(RelNode keys, List<String> samples) {
    return Optional.empty();
  }

  /** Why a query failed, for a driver that does not tell at once; its statement is closed. */
  protected SQLException reason(Connection connection, String sql, SQLException e) {
    return e;
  }

  /**
   * Appends rows to a table, in the transaction of {@code connection}. Who called closes {@code
   * rows}.
   *
   * @return how many
   */
  protected long append(Connection connection, String table, RowCursor rows) throws SQLException {
    return new PreparedInsert(this, connection, table).append(rows);
  }

  /** An engine without transactions has one of its own; it takes and gives back its connection. */
  @Override
  public RelationalTransaction begin(String table) {
    Connection connection = take();
    try {
      beginWrite(connection);
      return new SqlTransaction(this, connection, table, kept -> end(connection, kept));
    } catch (SQLException | RuntimeException e) {
      pool.discard(connection);
      throw e instanceof SQLException sqlError
          ? failure(sqlError, "starting a transaction")
          : (RuntimeException) e;
    }
  }

  /** Runs a query on a connection that goes on to be used. */
  protected final RowCursor query(Connection connection, RelNode plan) {
    return query(connection, plan, printer.query(plan), () -> {});
  }

  /** Runs a scan on a connection that goes on to be used. */
  protected final RowCursor scan(Connection connection, Scan scan, Schema schema) {
    return query(connection, FeaturePlans.scan(scan, schema));
  }

  /** Takes a connection back; it is in no transaction. */
  protected final void giveBack(Connection connection) {
    pool.giveBack(connection);
  }

  /** Closes a connection that is in an unclear state. */
  protected final void discard(Connection connection) {
    pool.discard(connection);
  }

  private void end(Connection connection, boolean committed) {
    try {
      if (!committed) {
        rollback(connection);
      }
      pool.giveBack(connection);
    } catch (SQLException e) {
      // Closing the connection undoes what a rollback could not.
      pool.discard(connection);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** A connection of one's own, until it is given back or discarded. */
  protected final Connection take() {
    try {
      return pool.take();
    } catch (SQLException e) {
      throw failure(e, "opening a connection");
    }
  }

  private <T> T withConnection(String doing, Work<T> work) {
    Connection connection = take();
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw failure(e, doing);
    } finally {
      pool.giveBack(connection);
    }
  }

  static void closeQuietly(@org.jspecify.annotations.Nullable Statement statement) {
    try {
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      // What it did is done or has failed with an error of its own.
    }
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
