package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;

/** The backend {@code clickhouse}: tables of one database of a ClickHouse server. */
public final class ClickHouseProvider implements BackendProvider {
  private static final String URL = "url";

  /** For {@link java.util.ServiceLoader}. */
  public ClickHouseProvider() {}

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public List<String> aliases() {
    return List.of("metaxy.ext.clickhouse.ClickHouseMetadataStore");
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of(
            URL,
            ConfigOption.Type.TEXT,
            "The server and its database: http://host:8123/database, or https."));
  }

  @Override
  public Backend open(BackendConfig config) {
    throw new MetaxyException(
        ErrorCode.INVALID_CONFIG,
        "The backend clickhouse is not finished.",
        "Use another backend until it is.");
  }
}
