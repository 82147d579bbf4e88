package io.metaxy.sql;

import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/** Changes to one table on one connection. */
final class SqlTransaction implements RelationalTransaction {
  /** No feature has a table with a hyphen (rule K2), which this would hide. */
  private static final String DOOMED = "metaxy-doomed";

  private final SqlBackend backend;
  private final SqlPrinter printer;
  private final Connection connection;
  private final String table;
  private final End end;
  private boolean open = true;
  private boolean committed;

  /** What ends the transaction on its connection. */
  interface End {
    void run(boolean committed);
  }

  SqlTransaction(SqlBackend backend, Connection connection, String table, End end) {
    this.backend = backend;
    this.printer = backend.printer();
    this.connection = connection;
    this.table = table;
    this.end = end;
  }

  @Override
  public Optional<Schema> schema() {
    return attempt("reading the columns of " + table, () -> backend.schema(connection, table));
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    attempt(
        "creating table " + table,
        () -> {
          backend.checkNames(columns.names());
          update(printer.createTable(table, columns, c -> backend.typeName(table, c)));
          backend.createIndexes(connection, table, keys);
          return table;
        });
  }

  @Override
  public void addColumns(List<Column> columns) {
    attempt(
        "adding columns to " + table,
        () -> {
          List<String> names =
              new ArrayList<>(
                  backend.schema(connection, table).map(Schema::names).orElse(List.of()));
          columns.forEach(column -> names.add(column.name()));
          backend.checkNames(names);
          for (Column column : columns) {
            // Calcite has no node for it.
            update(
                "ALTER TABLE "
                    + printer.quoted(table)
                    + " ADD COLUMN "
                    + printer.quoted(column.name())
                    + " "
                    + backend.typeName(table, column));
          }
          return table;
        });
  }

  @Override
  public RowCursor scan(Scan scan) {
    Schema schema = schema().orElseThrow(() -> new IllegalArgumentException("no table " + table));
    return query(FeaturePlans.scan(scan, schema));
  }

  @Override
  public RowCursor query(RelNode plan) {
    return backend.query(connection, plan, printer.query(plan), () -> {});
  }

  @Override
  public long append(RowCursor rows) {
    try (rows) {
      return attempt("appending rows", () -> backend.append(connection, table, rows));
    }
  }

  @Override
  public long insert(RelNode rows) {
    String sql = printer.insert(table, rows);
    return attempt("appending rows", () -> update(sql));
  }

  @Override
  public Removed deleteByKeys(RelNode keys, List<String> samples) {
    Optional<Removed> removed = backend.rowDeletion(keys, samples).flatMap(this::deleteByRows);
    return removed.isPresent() ? removed.get() : deleteByChosenKeys(keys, samples);
  }

  /** Empty, and nothing removed, if a sample has rows of both kinds. */
  private Optional<Removed> deleteByRows(RowDeletion deletion) {
    String look = printer.query(deletion.look());
    String delete = printer.delete(table, deletion.rows());
    return attempt(
        "removing rows",
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(look)) {
            if (!row.next() || row.getLong(2) > 0) {
              return Optional.empty();
            }
            long distinct = row.getLong(1);
            return Optional.of(new Removed(distinct, distinct == 0 ? 0 : update(delete)));
          }
        });
  }

  private Removed deleteByChosenKeys(RelNode keys, List<String> samples) {
    List<String> columns = keys.getRowType().getFieldNames();
    String chosen =
        "CREATE TEMPORARY TABLE " + printer.quoted(DOOMED) + " AS " + printer.query(keys);
    String delete = printer.deleteIn(table, columns, DOOMED);
    String countDistinct =
        "SELECT COUNT(*) FROM (SELECT DISTINCT "
            + String.join(", ", samples.stream().map(printer::quoted).toList())
            + " FROM "
            + printer.quoted(DOOMED)
            + ") AS samples";
    return attempt(
        "removing rows",
        () -> {
          // Chosen once, though both counted and deleted by.
          update(chosen);
          long distinct = count(countDistinct);
          long rows = update(delete);
          update("DROP TABLE " + printer.quoted(DOOMED));
          return new Removed(distinct, rows);
        });
  }

  @Override
  public long deleteRows(RelNode filteredScan) {
    String sql = printer.delete(table, filteredScan);
    return attempt("removing rows", () -> update(sql));
  }

  @Override
  public void drop() {
    attempt("dropping table " + table, () -> update("DROP TABLE " + printer.quoted(table)));
  }

  @Override
  public void commit() {
    attempt(
        "committing",
        () -> {
          backend.commit(connection);
          committed = true;
          return table;
        });
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      end.run(committed);
    }
  }

  private long update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private <T> T attempt(String doing, Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw translated(e, doing);
    }
  }

  private MetaxyException translated(SQLException e, String doing) {
    return backend.failure(e, doing);
  }

  private interface Work<T> {
    T run() throws SQLException;
  }
}
