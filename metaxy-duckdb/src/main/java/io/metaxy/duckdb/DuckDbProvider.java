package io.metaxy.duckdb;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The backend {@code duckdb}: one file that the Python library opens too, one process at a time. It
 * keeps every rule, but for several processes at once.
 */
public final class DuckDbProvider implements BackendProvider {
  private static final String DATABASE = "database";
  private static final String BUSY_TIMEOUT = "busy_timeout_ms";
  private static final String BULK_ROWS = "bulk_rows";
  private static final String CONFIG = "config";

  /** For {@link java.util.ServiceLoader}. */
  public DuckDbProvider() {}

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public List<String> aliases() {
    return List.of("metaxy.ext.duckdb.DuckDBMetadataStore");
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of(
            DATABASE, ConfigOption.Type.PATH, "The file; it is made by the first write."),
        new ConfigOption(
            BUSY_TIMEOUT,
            ConfigOption.Type.MILLISECONDS,
            "How long to wait for another process or writer before an operation fails as BUSY.",
            "10000"),
        new ConfigOption(
            BULK_ROWS,
            ConfigOption.Type.INTEGER,
            "A write of at least so many rows goes through Arrow, which starts slowly and is fast"
                + " then.",
            "2000"),
        ConfigOption.of(
            CONFIG,
            ConfigOption.Type.TABLE,
            "Settings of DuckDB, such as threads and memory_limit."));
  }

  @Override
  public Backend open(BackendConfig config) {
    requireFile(config.text(DATABASE).orElse(""));
    Map<String, String> settings = new LinkedHashMap<>();
    if (config.options().get(CONFIG) instanceof Map<?, ?> table) {
      table.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    }
    DuckDbFile file =
        new DuckDbFile(
            config.requiredPath(DATABASE),
            config.milliseconds(BUSY_TIMEOUT, 10_000),
            settings,
            config.mode());
    return new DuckDbBackend(file, config.number(BULK_ROWS, 2_000));
  }

  /** The Python library's store also takes what is no file of this machine. */
  private static void requireFile(String database) {
    if (database.equals(":memory:") || database.startsWith("md:") || database.contains("://")) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "The database '" + database + "' is no file, and the backend duckdb works on files only.",
          "Name a file on this machine.");
    }
  }
}
