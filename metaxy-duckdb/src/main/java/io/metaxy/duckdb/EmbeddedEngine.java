package io.metaxy.duckdb;

import io.metaxy.MetaxyException;
import io.metaxy.core.plan.LatestByWindow;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.sql.SqlPrinter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** The engine of sessions: it has no tables, only the views that sessions make. */
final class EmbeddedEngine extends DuckDbEngine {
  private final Map<String, String> settings;
  private final EmbeddedDuckDb.Errors errors;
  private @Nullable DuckDBConnection first;

  EmbeddedEngine(Map<String, String> settings, EmbeddedDuckDb.Errors errors) {
    super(
        new SqlPrinter(
            DuckDbDialect.INSTANCE,
            plan ->
                plan.accept(new ExactNumbers())
                    .accept(new SelectiveLatest())
                    .accept(new EarlyLookups())
                    .accept(new LatestByWindow())));
    this.settings = Map.copyOf(settings);
    this.errors = errors;
  }

  @Override
  protected synchronized Connection connect() throws SQLException {
    if (first == null) {
      Connection opened = new DuckDBDriver().connect("jdbc:duckdb:", EngineSettings.of(settings));
      JavaFunctions.register(opened);
      first = opened.unwrap(DuckDBConnection.class);
    }
    DuckDBConnection connection = first.duplicate();
    DuckDbFile.execute(connection, "SET TimeZone = 'UTC'; SET jdbc_stream_results = true");
    return connection;
  }

  @Override
  boolean isReadByArrow(Connection connection) {
    return true;
  }

  Connection taken() {
    return take();
  }

  void givenBack(Connection connection) {
    giveBack(connection);
  }

  void discarded(Connection connection) {
    discard(connection);
  }

  RowCursor rows(Connection connection, RelNode plan) {
    return query(connection, plan);
  }

  SqlPrinter printing() {
    return printer();
  }

  MetaxyException failed(SQLException e, String doing) {
    return failure(e, doing);
  }

  @Override
  protected MetaxyException translate(SQLException e, String doing) {
    return errors.translate(e, doing);
  }

  @Override
  public synchronized void close() {
    super.close();
    if (first != null) {
      try {
        first.close();
      } catch (SQLException e) {
        // It holds nothing that is to be kept.
      }
      first = null;
    }
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public RelationalTransaction begin(String table) {
    throw new UnsupportedOperationException("no tables");
  }

  @Override
  protected String typeName(String table, Column column) {
    return DuckDbTypes.declared(column.type());
  }

  @Override
  protected Optional<Schema> schema(Connection connection, String table) {
    return Optional.empty();
  }

  @Override
  protected List<String> tables(Connection connection) {
    return List.of();
  }

  @Override
  protected void beginWrite(Connection connection) {
    throw new UnsupportedOperationException("no tables");
  }
}
