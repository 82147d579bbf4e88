package io.metaxy.duckdb;

import io.metaxy.MetaxyException;
import java.sql.SQLException;
import java.util.Map;

/**
 * DuckDB without a file of its own, for backends that keep rows in files of other forms and let
 * DuckDB calculate. Sessions may be used by many threads at once, each session by one at a time.
 */
public final class EmbeddedDuckDb implements AutoCloseable {
  private final EmbeddedEngine engine;

  /** What an error of DuckDB means to the user of a backend. */
  @FunctionalInterface
  public interface Errors {
    /** The error; {@code doing} is what was being done, such as {@code reading rows}. */
    MetaxyException translate(SQLException e, String doing);
  }

  /**
   * A DuckDB that starts when the first session is opened.
   *
   * @param settings DuckDB's own, such as {@code temp_directory}
   */
  public EmbeddedDuckDb(Map<String, String> settings, Errors errors) {
    this.engine = new EmbeddedEngine(settings, errors);
  }

  /**
   * Views and temporary tables of one's own, until it is closed.
   *
   * @throws MetaxyException {@code CLOSED}
   */
  public DuckDbSession session() {
    return new DuckDbSession(engine);
  }

  /** Ends all sessions. */
  @Override
  public void close() {
    engine.close();
  }
}
