package io.metaxy.duckdb;

import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.sql.RowDeletion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an {@link EmbeddedDuckDb} with views and temporary tables of its own. Errors are
 * those of {@link EmbeddedDuckDb.Errors}.
 */
public final class DuckDbSession implements AutoCloseable {
  private final EmbeddedEngine engine;
  private final Connection connection;
  private final List<String> made = new ArrayList<>();
  private boolean closed;

  DuckDbSession(EmbeddedEngine engine) {
    this.engine = engine;
    this.connection = engine.taken();
  }

  /** What is read of a result. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads the rows. */
    T of(ResultSet rows) throws SQLException;
  }

  /** A statement over rows that have a name in it. */
  @FunctionalInterface
  public interface Naming {
    /** The statement, which uses {@code name} once. */
    String sql(String name);
  }

  /** Makes the rows of {@code sql} a view, for plans that scan a table of that name. */
  public void view(String name, String sql) {
    execute("CREATE OR REPLACE TEMPORARY VIEW " + quoted(name) + " AS " + sql);
    made.add("DROP VIEW IF EXISTS " + quoted(name));
  }

  /** Keeps the rows of a plan in a temporary table. */
  public void table(String name, RelNode plan) {
    execute(
        "CREATE OR REPLACE TEMPORARY TABLE "
            + quoted(name)
            + " AS "
            + engine.printing().query(plan));
    made.add("DROP TABLE IF EXISTS " + quoted(name));
  }

  /** The query that gives the rows of {@code plan}. */
  public String sql(RelNode plan) {
    return engine.printing().query(plan);
  }

  /**
   * How samples that {@code keys} chooses by their latest rows can be removed without a look for
   * those; none if only the latest rows tell.
   *
   * @param samples the columns of {@code keys} that tell samples apart
   */
  public static Optional<RowDeletion> rowDeletion(RelNode keys, List<String> samples) {
    return WholeSamples.of(keys, samples);
  }

  /** A name, quoted. */
  public static String quoted(String name) {
    return DuckDbTypes.quoted(name);
  }

  /** A text, quoted. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** How DuckDB writes a type. */
  public static String type(DataType type) {
    return DuckDbTypes.declared(type);
  }

  /** Runs a statement. */
  public void execute(String sql) {
    try {
      DuckDbFile.execute(connection, sql);
    } catch (SQLException e) {
      throw engine.failed(e, "running a statement");
    }
  }

  /** Runs a query and reads its result at once. */
  public <T> T read(String sql, Reading<T> reading) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    } catch (SQLException e) {
      throw engine.failed(engine.reason(connection, sql, e), "running a query");
    }
  }

  /** The rows of a plan over this session's views. The session is closed with the cursor. */
  public RowCursor query(RelNode plan) {
    try {
      return new SessionRows(this, engine.rows(connection, plan));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Runs a statement over given rows and reads its result. Who called closes the rows; errors of
   * theirs pass.
   *
   * @param bulk from so many rows on they go in as Arrow batches
   * @param stored the type of a column where they go to: maps become structs there
   */
  public <T> T read(
      RowCursor rows, long bulk, Function<String, DataType> stored, Naming naming, Reading<T> use) {
    try {
      return NamedRows.use(
          connection.unwrap(DuckDBConnection.class),
          engine.printing(),
          StructRows.of(rows, stored),
          bulk,
          (statement, name) -> {
            try (ResultSet result = statement.executeQuery(naming.sql(name))) {
              return use.of(result);
            }
          });
    } catch (SQLException e) {
      throw engine.failed(e, "appending rows");
    }
  }

  /** Drops what was made and lets go of the connection. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Collections.reverse(made);
    try {
      if (!made.isEmpty()) {
        DuckDbFile.execute(connection, String.join("; ", made));
      }
      engine.givenBack(connection);
    } catch (SQLException e) {
      engine.discarded(connection);
    }
  }

  /** Rows that end their session. */
  private record SessionRows(DuckDbSession session, RowCursor rows) implements RowCursor {
    @Override
    public Schema schema() {
      return rows.schema();
    }

    @Override
    public boolean next() {
      return rows.next();
    }

    @Override
    public @Nullable Object value(int column) {
      return rows.value(column);
    }

    @Override
    public void close() {
      rows.close();
      session.close();
    }
  }
}
