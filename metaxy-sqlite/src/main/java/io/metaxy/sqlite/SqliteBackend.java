package io.metaxy.sqlite;

import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.sql.CaseBlindNames;
import io.metaxy.sql.ColumnCodec;
import io.metaxy.sql.SqlBackend;
import io.metaxy.sql.SqlPrinter;
import io.metaxy.store.SystemColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store in one SQLite file, in write-ahead mode. */
final class SqliteBackend extends SqlBackend {
  private final SqliteFile file;

  SqliteBackend(Path path, Duration busyTimeout) {
    super(
        new SqlPrinter(
            SqliteDialect.INSTANCE,
            plan -> plan.accept(new LookedUpJoins()).accept(new IndexedLatest())));
    this.file = new SqliteFile(path, busyTimeout);
    file.check();
  }

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  protected Connection connect() throws SQLException {
    return file.connect();
  }

  @Override
  protected ColumnCodec codec(DataType type) {
    return SqliteTypes.codec(type);
  }

  @Override
  protected String typeName(String table, Column column) {
    return SqliteTypes.declared(column.type());
  }

  @Override
  protected boolean isNew() {
    return file.isNew();
  }

  @Override
  protected List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
                    + " ESCAPE '\\'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Override
  protected Optional<Schema> schema(Connection connection, String table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name, type FROM pragma_table_info(?)")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(new Column(rows.getString(1), SqliteTypes.of(rows.getString(2))));
        }
      }
    }
    return columns.isEmpty() ? Optional.empty() : Optional.of(Schema.of(columns));
  }

  /** SQLite takes names that differ only in the case of a to z for the same. */
  @Override
  protected void checkNames(List<String> names) {
    CaseBlindNames.check("SQLite", names);
  }

  // Through JDBC the driver would start the next transaction with each commit, and so take the
  // lock of the file for nothing.

  @Override
  protected void beginWrite(Connection connection) throws SQLException {
    SqliteFile.execute(connection, "BEGIN IMMEDIATE");
    file.mark(connection);
  }

  @Override
  protected void commit(Connection connection) throws SQLException {
    SqliteFile.execute(connection, "COMMIT");
  }

  @Override
  protected void rollback(Connection connection) throws SQLException {
    SqliteFile.execute(connection, "ROLLBACK");
  }

  @Override
  protected void createIndexes(Connection connection, String table, List<String> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    String time =
        "COALESCE("
            + String.join(
                ", ",
                List.of(
                        SystemColumns.DELETED_AT,
                        SystemColumns.UPDATED_AT,
                        SystemColumns.CREATED_AT)
                    .stream()
                    .map(printer()::quoted)
                    .toList())
            + ")";
    List<String> latest = new ArrayList<>(keys.stream().map(printer()::quoted).toList());
    latest.add(time);
    try (Statement statement = connection.createStatement()) {
      // The first finds the later rows of a sample, the second the greatest time (rule T1).
      statement.execute(index(table, "latest", String.join(", ", latest)));
      statement.execute(index(table, "time", time));
    }
  }

  private String index(String table, String purpose, String columns) {
    return "CREATE INDEX "
        + printer().quoted("metaxy_" + purpose + "_" + table)
        + " ON "
        + printer().quoted(table)
        + " ("
        + columns
        + ")";
  }

  @Override
  protected MetaxyException translate(SQLException e, String doing) {
    return SqliteErrors.translate(e, doing, file.path());
  }
}
