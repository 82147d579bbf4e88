package io.metaxy.sqlite;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;

/**
 * The backend {@code sqlite}: one file, several processes at once, no server. It keeps every rule.
 */
public final class SqliteProvider implements BackendProvider {
  private static final String DATABASE = "database";
  private static final String BUSY_TIMEOUT = "busy_timeout_ms";

  /** For {@link java.util.ServiceLoader}. */
  public SqliteProvider() {}

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of(
            DATABASE, ConfigOption.Type.PATH, "The file; it is made by the first write."),
        new ConfigOption(
            BUSY_TIMEOUT,
            ConfigOption.Type.MILLISECONDS,
            "How long to wait for another writer before an operation fails as BUSY.",
            "30000"));
  }

  @Override
  public Backend open(BackendConfig config) {
    return new SqliteBackend(
        config.requiredPath(DATABASE), config.milliseconds(BUSY_TIMEOUT, 30_000));
  }
}
