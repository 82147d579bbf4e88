package io.metaxy.duckdb;

import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.LatestByNumber;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.sql.RowDeletion;
import io.metaxy.sql.SqlPrinter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelNode;

/** A store in one DuckDB file, which is this process's alone while the store is open. */
final class DuckDbBackend extends DuckDbEngine {
  /** The Python library keeps times of its system tables without a zone. */
  private static final String SYSTEM_TABLES = "metaxy_system__";

  private final DuckDbFile database;
  private final WriterLock lock;
  private final long bulkRows;

  /** Connections in a transaction. */
  private final Set<Connection> writing = ConcurrentHashMap.newKeySet();

  DuckDbBackend(DuckDbFile database, long bulkRows) {
    super(
        new SqlPrinter(
            DuckDbDialect.INSTANCE,
            // Comparisons first: what comes after them repeats conditions where they are not seen.
            plan ->
                plan.accept(new ExactNumbers())
                    .accept(new SelectiveLatest())
                    .accept(new NarrowLatest())
                    .accept(new LatestByNumber("rowid"))));
    this.database = database;
    this.lock = new WriterLock(database.file().path(), database.busyTimeout());
    this.bulkRows = bulkRows;
    database.file().requireNoFolder();
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.MULTI_PROCESS));
  }

  /** As in the Python library. */
  @Override
  public HashAlgorithm defaultHashAlgorithm() {
    return HashAlgorithm.XXHASH32;
  }

  @Override
  protected Connection connect() throws SQLException {
    return database.connect();
  }

  @Override
  protected String typeName(String table, Column column) {
    return table.startsWith(SYSTEM_TABLES) && column.type() == DataType.TIMESTAMP
        ? "TIMESTAMP"
        : DuckDbTypes.declared(column.type());
  }

  @Override
  protected boolean isNew() {
    return database.file().isNew();
  }

  @Override
  protected List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND NOT internal AND"
                    + " database_name = current_database() AND schema_name = current_schema()")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Override
  protected Optional<Schema> schema(Connection connection, String table) throws SQLException {
    // In a transaction a statement about a table that is not there would end it.
    if (writing.contains(connection) && !has(connection, table)) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    try {
      declared(connection, table)
          .forEach((name, type) -> columns.add(new Column(name, DuckDbTypes.of(type))));
    } catch (SQLException e) {
      if (DuckDbErrors.saysNoTable(e)) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(Schema.of(columns));
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM duckdb_tables() WHERE table_name = ? AND"
                + " database_name = current_database() AND schema_name = current_schema()")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * The columns of a table with their types in DuckDB's words. The list of all columns would tell
   * too, but takes several times as long.
   */
  private static Map<String, String> declared(Connection connection, String table)
      throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE " + DuckDbTypes.quoted(table))) {
      while (rows.next()) {
        types.put(rows.getString("column_name"), rows.getString("column_type"));
      }
    }
    return types;
  }

  /** What a transaction asks for is small; Arrow would only take its time to start. */
  @Override
  boolean isReadByArrow(Connection connection) {
    return !writing.contains(connection);
  }

  @Override
  protected Optional<RowDeletion> rowDeletion(RelNode keys, List<String> samples) {
    return WholeSamples.of(keys, samples);
  }

  @Override
  protected long append(Connection connection, String table, RowCursor rows) throws SQLException {
    return new Insertion(connection, table, declared(connection, table), printer())
        .append(rows, bulkRows);
  }

  /**
   * Results are gathered at once: an open one would keep the connection from the next statement.
   */
  @Override
  protected void beginWrite(Connection connection) throws SQLException {
    database.file().requireWritable();
    lock.take();
    try {
      DuckDbFile.execute(connection, "SET jdbc_stream_results = false; BEGIN TRANSACTION");
      writing.add(connection);
    } catch (SQLException | RuntimeException e) {
      lock.release();
      throw e;
    }
  }

  @Override
  protected void commit(Connection connection) throws SQLException {
    DuckDbFile.execute(connection, "COMMIT");
    try {
      DuckDbFile.execute(connection, "SET jdbc_stream_results = true");
    } finally {
      ended(connection);
    }
  }

  @Override
  protected void rollback(Connection connection) throws SQLException {
    try {
      DuckDbFile.execute(connection, "ROLLBACK; SET jdbc_stream_results = true");
    } finally {
      ended(connection);
    }
  }

  private void ended(Connection connection) {
    if (writing.remove(connection)) {
      lock.release();
    }
  }

  @Override
  protected MetaxyException translate(SQLException e, String doing) {
    return DuckDbErrors.translate(e, doing, database.file().path());
  }

  @Override
  public void close() {
    super.close();
    database.close();
  }
}
